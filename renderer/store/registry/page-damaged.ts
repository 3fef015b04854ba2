/** A stored page is missing, altered or not in its place; or the directory that says where it lies. */
export class PageDamagedError extends Error {
  readonly packId: string;

  constructor(packId: string, section: string, page: number) {
    super(`page ${section}/${page} does not open`);
    this.packId = packId;
  }
}
