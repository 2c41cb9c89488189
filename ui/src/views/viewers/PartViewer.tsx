// The viewer for a part, whatever it is: a picture, a text, pages, video or sound; anything else as facts and first bytes.
// Nothing of the evidence becomes part of this page but as React text and as pictures of Holdfast's own protocol.
import type { Ref } from "../../bridge";
import { ErrorNote, Icon } from "../../components";
import { useAnswer } from "../../state";
import { m } from "../../text";
import { BytesViewer } from "./BytesViewer";
import { MediaViewer } from "./MediaViewer";
import { OpenCopy } from "./OpenCopy";
import { PagesViewer } from "./PagesViewer";
import { PictureViewer } from "./PictureViewer";
import { TextViewer } from "./TextViewer";
import "./viewers.css";

export function PartViewer({ part, name }: { part: Ref; name?: string }) {
  const { answer, failure, again } = useAnswer("part_view", { part });
  if (failure) {
    return (
      <div className="viewer viewer-trouble">
        <ErrorNote failure={failure} onRetry={again} />
        <OpenCopy part={part} variant="plain" />
      </div>
    );
  }
  if (!answer) {
    return (
      <div className="viewer viewer-waiting" role="status">
        <Icon name="busy" className="turning" />
        <span>{m.viewers_opening()}</span>
      </div>
    );
  }
  const { view } = answer;
  const named = name ?? answer.name;
  switch (view.kind) {
    case "picture":
      return <PictureViewer part={part} name={named} view={view} />;
    case "text":
      return <TextViewer part={part} name={named} view={view} />;
    case "pages":
      return <PagesViewer part={part} name={named} view={view} />;
    case "media":
      return <MediaViewer key={JSON.stringify(part)} part={part} name={named} video={view.video} />;
    case "bytes":
      return <BytesViewer part={part} view={answer} />;
  }
}
