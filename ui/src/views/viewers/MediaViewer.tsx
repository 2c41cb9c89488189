// Video and sound, played by the system from a loopback address made for this viewing alone and closed with it. What the
// system cannot play opens as a read-only copy in the player one has, and that is said.
import { useEffect, useRef, useState } from "react";
import { bridge, type Failure, type Ref } from "../../bridge";
import { ErrorNote, Note } from "../../components";
import { m } from "../../text";
import { OpenCopy } from "./OpenCopy";

interface MediaViewerProps {
  part: Ref;
  name: string;
  video: boolean;
}

export function MediaViewer({ part, name, video }: MediaViewerProps) {
  const [url, setUrl] = useState<string | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [unplayable, setUnplayable] = useState(false);
  const [turn, setTurn] = useState(0);
  const player = useRef<HTMLVideoElement & HTMLAudioElement>(null);
  const key = JSON.stringify(part);

  useEffect(() => {
    let gone = false;
    let viewing: string | null = null;
    const close = (opened: string) => void bridge().call("media_close", { viewing: opened }).catch(() => undefined);
    setUrl(null);
    setFailure(null);
    setUnplayable(false);
    bridge().call("media_open", { part: JSON.parse(key) as Ref }).then(
      (opened) => {
        if (gone) return close(opened.viewing);
        viewing = opened.viewing;
        setUrl(opened.url);
      },
      (thrown: Failure) => !gone && setFailure(thrown),
    );
    return () => {
      gone = true;
      if (viewing !== null) close(viewing);
    };
  }, [key, turn]);

  // A player that is taken away while it loads would go on asking a closed address.
  useEffect(() => {
    const element = player.current;
    return () => {
      element?.removeAttribute("src");
      element?.load();
    };
  }, [url]);

  if (failure) return <div className="viewer viewer-trouble"><ErrorNote failure={failure} onRetry={() => setTurn((before) => before + 1)} /></div>;
  if (unplayable) {
    return (
      <div className="viewer viewer-trouble">
        <Note tone="warn" live title={video ? m.viewers_video_unplayable() : m.viewers_audio_unplayable()} actions={<OpenCopy part={part} variant="plain" />}>
          {m.viewers_media_unplayable_body()}
        </Note>
      </div>
    );
  }
  const common = { ref: player, controls: true, preload: "metadata", "aria-label": name, onError: () => setUnplayable(true), ...(url === null ? {} : { src: url }) };
  return (
    <div className="viewer media-stage" data-video={video || undefined} aria-busy={url === null}>
      {video ? <video {...common} /> : <audio {...common} />}
    </div>
  );
}
