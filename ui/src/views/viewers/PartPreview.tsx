// A part at a glance, in the inspector: its small picture, or its first lines, or its kind; pressing it opens the viewer.
import { useEffect, useState } from "react";
import { bridge, type Kind, type Ref } from "../../bridge";
import { Icon } from "../../components";
import { m, visible } from "../../text";
import { GlanceOf } from "./GlanceOf";
import "./viewers.css";

const LINES = 9;
const TEXTUAL: readonly Kind[] = ["chat", "mail", "document", "page", "order", "invoice"];

interface PartPreviewProps {
  part: Ref;
  name: string;
  kind: Kind;
  mediaType: string;
  /** Whether there is a small picture of it. */
  pictured: boolean;
  onOpen: () => void;
}

export function PartPreview({ part, name, kind, mediaType, pictured, onOpen }: PartPreviewProps) {
  const lines = useFirstLines(part, !pictured && mediaType !== "application/pdf" && TEXTUAL.includes(kind));
  const plays = kind === "video" || kind === "audio";
  return (
    <button type="button" className="part-preview" aria-label={m.viewers_open_named({ name })} onClick={onOpen}>
      {lines.length > 0 ? (
        <span className="part-preview-text" aria-hidden="true">
          {/* Lines have no names but their places, and never change places. */}
          {lines.map((line, at) => <span key={at}>{visible(line) || " "}</span>)}
        </span>
      ) : (
        <GlanceOf part={part} kind={kind} mediaType={mediaType} pictured={pictured} />
      )}
      {plays && <span className="part-preview-play" aria-hidden="true"><Icon name="play" size={20} /></span>}
      <span className="part-preview-open" aria-hidden="true"><Icon name="maximize" size={14} /></span>
    </button>
  );
}

/** The first lines, when the part is a text; none otherwise, and none when they cannot be had: the viewer says why. */
function useFirstLines(part: Ref, wanted: boolean): string[] {
  const key = JSON.stringify([part, wanted]);
  const [held, setHeld] = useState<{ key: string; lines: string[] }>({ key, lines: [] });
  useEffect(() => {
    const [asked, reads] = JSON.parse(key) as [Ref, boolean];
    if (!reads) return;
    let gone = false;
    const look = async () => {
      const { view } = await bridge().call("part_view", { part: asked });
      if (view.kind !== "text" || gone) return;
      const answer = await bridge().call("text_read", { part: asked, from_line: 0, lines: LINES });
      if (!gone) setHeld({ key, lines: answer.lines });
    };
    look().catch(() => undefined);
    return () => {
      gone = true;
    };
  }, [key]);
  return held.key === key ? held.lines : [];
}
