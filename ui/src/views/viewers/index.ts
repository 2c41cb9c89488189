// Looking at evidence: one part in a frame of any size, at a glance, or over the whole window.
export { GlanceOf } from "./GlanceOf";
export { PartPreview } from "./PartPreview";
export { PartViewer } from "./PartViewer";
export type { ViewerPart } from "./ViewerFrame";
export { ViewerOverlay } from "./ViewerOverlay";
