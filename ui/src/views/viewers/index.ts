// Looking at evidence: one part in a frame of any size, at a glance, or over the whole window.
export { PartPreview } from "./PartPreview";
export { PartViewer } from "./PartViewer";
export { ViewerOverlay, type ViewerPart } from "./ViewerOverlay";
