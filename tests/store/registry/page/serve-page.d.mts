export interface ServedPage {
  readonly address: string;
  close(): void;
}
export function serveRegistryPage(port?: number): Promise<ServedPage>;
