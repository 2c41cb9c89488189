// The evidence screen.
export { EvidenceView } from "./EvidenceView";
