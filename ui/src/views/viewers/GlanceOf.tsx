// A part as a small picture: the one that was kept of it, the first page of a document, or its kind's icon.
import { useState } from "react";
import { bridge, type Kind, type Ref } from "../../bridge";
import { KindIcon, Thumbnail } from "../../components";

/** Hundredths of a pixel for a point: an A4 page becomes 300 pixels wide. */
const FIRST_PAGE_SCALE = 50;

interface GlanceOfProps {
  part: Ref;
  kind: Kind;
  mediaType: string;
  /** Whether a small picture of it is kept. */
  pictured: boolean;
  small?: boolean;
}

export function GlanceOf({ part, kind, mediaType, pictured, small = false }: GlanceOfProps) {
  const [broken, setBroken] = useState(false);
  if (pictured) return <Thumbnail part={part} alt="" kind={kind} />;
  if (mediaType === "application/pdf" && !broken) {
    return (
      <span className="thumbnail">
        <img src={bridge().page(part, 1, FIRST_PAGE_SCALE)} alt="" loading="lazy" decoding="async" draggable={false} onError={() => setBroken(true)} />
      </span>
    );
  }
  return (
    <span className="thumbnail none" aria-hidden="true">
      <KindIcon kind={kind} size={small ? 16 : 24} />
    </span>
  );
}
