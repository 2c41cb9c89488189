// The icon of a kind of evidence; its word stands beside it.
import type { Kind } from "../bridge";
import { Icon, type IconName } from "./Icon";

const ICON_OF: Record<Kind, IconName> = {
  screenshot: "image", chat: "message", invoice: "receipt", page: "globe", order: "bag", mail: "mail", photo: "camera",
  video: "video", audio: "audio", document: "file-text", leaves: "list", comparison: "compare",
};

export function KindIcon({ kind, size }: { kind: Kind | null; size?: number }) {
  return <Icon name={kind === null ? "file" : (ICON_OF[kind] ?? "file")} {...(size === undefined ? {} : { size })} />;
}
