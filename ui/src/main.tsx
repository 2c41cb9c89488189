// Opens the bridge, asks the desk once, draws. Says "painted" to the shell after the first frame, so that the window is
// shown with something in it.
import "./styles/app.css";
import { createRoot } from "react-dom/client";
import { App } from "./App";
import { bridge, openBridge } from "./bridge";
import { prefetchScreen } from "./frame/Screens";
import { followDesk, loadDesk } from "./state/desk";
import { currentRoute } from "./state/route";

async function open(): Promise<void> {
  prefetchScreen(currentRoute());
  await openBridge();
  await loadDesk();
  followDesk();
  const root = document.getElementById("root");
  if (root !== null) createRoot(root).render(<App />);
  requestAnimationFrame(() => requestAnimationFrame(() => void bridge().call("window_painted", null).catch(() => undefined)));
}

void open();
