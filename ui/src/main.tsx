// Opens the bridge, asks the desk once, draws. Says "painted" to the shell after the first frame, so that the window is
// shown with something in it.
import "./styles/app.css";
import { flushSync } from "react-dom";
import { createRoot } from "react-dom/client";
import { App } from "./App";
import { bridge, openBridge } from "./bridge";
import { prefetchScreen } from "./frame/Screens";
import { followDesk, loadDesk } from "./state/desk";
import { currentRoute } from "./state/route";

/** Which faces there are (styles/tokens.css). */
function system(): "linux" | "mac" | "windows" {
  const { userAgent } = navigator;
  if (userAgent.includes("Mac OS")) return "mac";
  return userAgent.includes("Windows") ? "windows" : "linux";
}

async function open(): Promise<void> {
  document.documentElement.dataset["system"] = system();
  prefetchScreen(currentRoute());
  await openBridge();
  await loadDesk();
  followDesk();
  const root = document.getElementById("root");
  // At once, not in the next free moment: nobody else is waiting.
  if (root !== null) flushSync(() => createRoot(root).render(<App />));
  requestAnimationFrame(() => requestAnimationFrame(() => void bridge().call("window_painted", null).catch(() => undefined)));
}

void open();
