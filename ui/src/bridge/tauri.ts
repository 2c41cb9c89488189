// The real door: commands, channels and events of the Tauri shell, and addresses of its own picture protocol.
import { Channel, convertFileSrc, invoke } from "@tauri-apps/api/core";
import { listen } from "@tauri-apps/api/event";
import { getCurrentWebview } from "@tauri-apps/api/webview";
import type { Bridge } from "./bridge";
import { withVisibleNames } from "./names";
import type { Failure, JobEvent, Ref } from "./types/contract";

const encoder = new TextEncoder();

/** `vault/<id>/<part>` or `case/<base64url of the path>/<exhibit>/<part>`. */
export function refPath(part: Ref): string {
  const name = encodeURIComponent(part.part);
  if (part.of === "vault") return `vault/${encodeURIComponent(part.item)}/${name}`;
  const bytes = Array.from(encoder.encode(part.case), (byte) => String.fromCharCode(byte)).join("");
  const path = btoa(bytes).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
  return `case/${path}/${encodeURIComponent(part.exhibit)}/${name}`;
}

/** Whatever the shell rejects with becomes a `Failure`: a message that is none is a defect of ours. */
function asFailure(thrown: unknown): Failure {
  if (typeof thrown === "object" && thrown !== null && "code" in thrown && "whose" in thrown) return thrown as Failure;
  return { code: "internal-error", whose: "us", values: { detail: String(thrown) } };
}

export function tauriBridge(): Bridge {
  // Tauri knows how each system spells a custom scheme; the path inside it is ours.
  const base = convertFileSrc("", "holdfast").replace(/\/$/, "");
  return {
    call: (command, question) =>
      invoke<never>(command, { question }).then(
        (answer) => withVisibleNames(command, answer),
        (thrown) => Promise.reject(asFailure(thrown)),
      ),
    run(command, question, onEvent) {
      const watch = new Channel<JobEvent>();
      let begun: (job: number) => void = () => undefined;
      const job = new Promise<number>((resolve) => {
        begun = resolve;
      });
      watch.onmessage = (event) => {
        if (event.kind === "begun") begun(event.job);
        onEvent(event);
      };
      const answer = invoke<never>(command, { question, watch }).then(
        (said) => withVisibleNames(command, said),
        (thrown) => Promise.reject(asFailure(thrown)),
      );
      return { job, answer };
    },
    on(event, handler) {
      const listening = listen<never>(event, (said) => handler(said.payload));
      return () => void listening.then((stop) => stop());
    },
    thumbnail: (part) => `${base}/thumbnail/${refPath(part)}`,
    tile: (part, level, column, row) => `${base}/tile/${refPath(part)}/${level}/${column}/${row}`,
    page: (part, number, scale) => `${base}/page/${refPath(part)}/${number}/${scale}`,
    zoom: (factor) => void getCurrentWebview().setZoom(factor),
  };
}
