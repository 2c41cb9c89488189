// A small picture of a part, as the shell's protocol gives it; never tinted. When there is none, the kind's icon.
import { useState } from "react";
import { bridge, type Kind, type Ref } from "../bridge";
import { KindIcon } from "./KindIcon";

export function Thumbnail({ part, alt, kind = null }: { part: Ref; alt: string; kind?: Kind | null }) {
  const address = bridge().thumbnail(part);
  const [broken, setBroken] = useState<string | null>(null);
  if (broken === address || address === "") {
    return (
      <span className="thumbnail none" role="img" aria-label={alt}>
        <KindIcon kind={kind} size={24} />
      </span>
    );
  }
  return (
    <span className="thumbnail">
      <img src={address} alt={alt} loading="lazy" decoding="async" draggable={false} onError={() => setBroken(address)} />
    </span>
  );
}
