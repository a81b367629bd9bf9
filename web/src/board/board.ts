import type { Commands } from './generated.ts';

type Of<Name extends keyof Commands> = { readonly do: Name; readonly with: Commands[Name] };

export type AddBoard = Of<'AddBoard'>;
export type RenameBoard = Of<'RenameBoard'>;
export type MoveBoard = Of<'MoveBoard'>;
export type ArchiveBoard = Of<'ArchiveBoard'>;
export type PublishBoard = Of<'PublishBoard'>;
