// Video and sound, played by the system from a loopback address made for this viewing alone and closed with it. What the
// system cannot play opens as a read-only copy in the player one has, and that is said. One element for one part (`key`).
import { useEffect, useEffectEvent, useState } from "react";
import { bridge, type Failure, type Ref } from "../../bridge";
import { ErrorNote, Note } from "../../components";
import { m } from "../../text";
import { MediaPlayer } from "./MediaPlayer";
import { OpenCopy } from "./OpenCopy";

interface MediaViewerProps {
  part: Ref;
  name: string;
  video: boolean;
}

interface Opened {
  url: string | null;
  failure: Failure | null;
  unplayable: boolean;
}

const OPENING: Opened = { url: null, failure: null, unplayable: false };

export function MediaViewer({ part, name, video }: MediaViewerProps) {
  const [opened, setOpened] = useState<Opened>(OPENING);
  const ask = useEffectEvent(() => bridge().call("media_open", { part }));
  const [turn, setTurn] = useState(0);

  useEffect(() => {
    let gone = false;
    let viewing: number | null = null;
    const close = (which: number) => void bridge().call("media_close", { viewing: which }).catch(() => undefined);
    ask().then(
      (answer) => {
        if (gone) return close(answer.viewing);
        viewing = answer.viewing;
        setOpened({ ...OPENING, url: answer.url });
      },
      (failure: Failure) => !gone && setOpened({ ...OPENING, failure }),
    );
    return () => {
      gone = true;
      if (viewing !== null) close(viewing);
    };
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- each turn asks once more
  }, [turn]);

  const again = () => {
    setOpened(OPENING);
    setTurn((before) => before + 1);
  };
  if (opened.failure) {
    return (
      <div className="viewer viewer-trouble">
        <ErrorNote failure={opened.failure} onRetry={again} />
        <OpenCopy part={part} variant="plain" />
      </div>
    );
  }
  if (opened.unplayable) {
    return (
      <div className="viewer viewer-trouble">
        <Note tone="warn" live title={video ? m.viewers_video_unplayable() : m.viewers_audio_unplayable()} actions={<OpenCopy part={part} variant="plain" />}>
          {m.viewers_media_unplayable_body()}
        </Note>
      </div>
    );
  }
  return (
    <div className="viewer media-stage" data-video={video || undefined} aria-busy={opened.url === null}>
      {opened.url !== null && (
        <MediaPlayer key={opened.url} url={opened.url} name={name} video={video} onUnplayable={() => setOpened((before) => ({ ...before, unplayable: true }))} />
      )}
    </div>
  );
}
