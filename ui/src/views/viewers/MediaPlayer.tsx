// The player itself. When it goes it lets go of its address first: it would ask a closed one for ever.
import { useEffect, useRef } from "react";

interface MediaPlayerProps {
  url: string;
  name: string;
  video: boolean;
  onUnplayable: () => void;
}

export function MediaPlayer({ url, name, video, onUnplayable }: MediaPlayerProps) {
  const player = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    const element = player.current;
    return () => {
      element?.pause();
      element?.removeAttribute("src");
      element?.load();
    };
  }, []);
  const common = { ref: player, src: url, controls: true, preload: "metadata", "aria-label": name, onError: onUnplayable };
  // Evidence comes without captions, and captions of ours would be words put into its mouth.
  // oxlint-disable-next-line jsx-a11y/media-has-caption -- see above
  return video ? <video {...common} /> : <audio {...common} />;
}
