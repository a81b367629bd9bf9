/** What stands beside a name wherever its colour does, so that no colour ever tells alone. */
export interface Sign {
  /** The name of its tint in the tokens. */
  readonly tint: string;
  /** A path in a box of 24 by 24. */
  readonly shape: string;
}
