// Written from package board by `go test ./board -update`; change it there.
import type { Code } from '../../board/generated.ts';

/** A sentence for each refusal: what happened, what became of the change, what to do. */
export const enRefusals: Readonly<Record<Code, string>> = {
  archived: 'The board is archived, so nothing was changed. Ask a moderator to bring it back.',
  bad_frame: 'The server did not understand this change. Nothing was saved. Load the page again and try once more.',
  bad_id: 'The server did not understand this change. Nothing was saved. Load the page again and try once more.',
  bad_splice: 'This edit could not be placed in the text. The note stays without it. Copy the text and type it again.',
  bad_text:
    'The text holds characters that are not allowed. Nothing was saved. Remove unusual characters and try again.',
  bad_value: 'This value cannot be used. Nothing was saved. Choose another.',
  busy: 'The server is too busy. Nothing was saved. Try again in a moment.',
  closed: 'This vote is closed already. Nothing was changed. The results are on the board.',
  deleted: 'This is in the bin. The change was not saved. Restore it and try again.',
  empty: 'A text is missing. Nothing was saved. Type it and try again.',
  exists: 'This is on the board already. Nothing was saved twice.',
  forbidden: 'This role may not do that. Nothing was changed. Ask the moderator.',
  future_seen:
    'The server does not know the state this change was made on. Nothing was saved. Load the page again. The text can be copied.',
  future_since:
    'This tab knows a newer state than the server, so the board is loaded afresh. Waiting changes were kept.',
  held: 'Writing is paused: the moderator asks for your attention. Nothing was changed. Try again in a moment.',
  hello_first:
    'The connection began out of order: the workshop has to be entered first. Nothing was saved. Load the page again.',
  internal: 'A fault on the server. The change may or may not have been saved. Check the board and try again.',
  invisible: 'The name holds invisible characters. Nothing was changed. Type it instead of pasting it.',
  last_moderator: 'This is the only moderator. Nothing was changed. Give the role to somebody else first.',
  locked: 'This is locked. Nothing was changed. Ask the moderator to unlock it.',
  misplaced: 'Such a row cannot stand there. Nothing was changed. Choose another place.',
  missing_field: 'The server did not understand this change. Nothing was saved. Load the page again and try once more.',
  no_entry: 'This link or access code does not open a workshop. Ask the moderator for the current one.',
  no_moment: 'The workshop has not come to this moment yet. Choose an earlier one.',
  no_points: 'There are no points left. Nothing was changed. Take a point back from another item and try again.',
  no_seat: 'There are no free places in the workshop. Ask the moderators to free one, and try again.',
  no_session: 'This browser is not in this workshop. Open the link from the invitation or type the access code.',
  no_share:
    'One person may use a tenth of what the workshop holds, so that there is enough for all. Nothing was saved. Ask the moderators to add the rest or to empty the bin.',
  no_voter: 'This vote started without you. Nothing was changed. Ask the moderator to add you to it.',
  not_found: 'This is no longer on the board. The change was not saved.',
  number_reused:
    'It is not known whether this change was sent before, so it was not accepted. Check the board. The text can be copied.',
  other_client: 'This tab belonged to somebody else. Nothing was saved. Load the page again.',
  other_epoch: 'The database was restored from a backup, so the board is loaded afresh. Waiting changes were kept.',
  out_of_order: 'Edits arrived out of order. The text stays without this one. Copy it and type it again.',
  overtaken: 'Somebody has saved another value here meanwhile. Yours was not saved. Choose which one stays.',
  per_item: 'One person cannot give more points here. Nothing was changed. Give the point to another item.',
  phase: 'This phase does not allow that. Nothing was changed. If it is needed now, ask the moderator.',
  quarantined:
    'The record of this workshop is damaged. The board shows the last state that is sure: newer changes may be missing, and none can be added. Tell the moderator or, if you moderate, whoever runs the server.',
  quota_full:
    'The workshop has used all the space that it has on the server. The change was not saved. Tell the moderator or, if you moderate, whoever runs the server.',
  rate_limited: 'Too many tries at once. Nothing was saved. Wait a moment and try again.',
  removed: 'Access to this workshop was taken away. The change was not saved. If this is a mistake, ask the moderator.',
  stale: 'The workshop is in another phase by now. Nothing was changed. Look which phase runs and choose again.',
  storage_full:
    'The server is out of space. The change was not saved. Tell the moderator or, if you moderate, whoever runs the server.',
  too_deep: 'The server did not understand this change. Nothing was saved. Load the page again and try once more.',
  too_far_behind: 'This change was made too long ago to fit today’s text. Copy it and type it again.',
  too_large: 'That is too much at once. Nothing was saved. Split it into smaller parts.',
  too_long: 'The text is too long. Nothing was saved. Shorten it or split it into two notes.',
  too_many:
    'The workshop has reached its limit. Nothing was saved. Split it into smaller parts, or delete something and have the moderators empty the bin.',
  unknown_command:
    'The server does not know this change. Nothing was saved. Load the page again: there may be a newer version.',
  unknown_field:
    'The server does not know this change. Nothing was saved. Load the page again: there may be a newer version.',
  unknown_frame:
    'The server does not know this change. Nothing was saved. Load the page again: there may be a newer version.',
  waiting: 'A moderator still has to let you in. Nothing was saved. The board will open by itself.',
  wrong_key: 'This organiser key does not fit. Nothing was changed. Copy the whole of it again.',
  wrong_type: 'The server did not understand this change. Nothing was saved. Load the page again and try once more.',
};
