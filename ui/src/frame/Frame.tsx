// What stands on every screen: side bar, capture bar, tasks, drop frame, messages.
import { useEffect } from "react";
import { bridge } from "../bridge";
import { TaskPanel, ToastRegion } from "../components";
import { go, keepFiles } from "../state";
import { CaptureBar } from "./CaptureBar";
import { ClosingDialog } from "./ClosingDialog";
import { DropFrame } from "./DropFrame";
import { NavList } from "./NavList";
import { SampleBar } from "./SampleBar";
import { Screens } from "./Screens";
import { useShortcuts } from "./shortcuts";

export function Frame() {
  useShortcuts();
  useEffect(
    () =>
      bridge().on("opened", (said) => {
        if (said.route !== "") go(said.route);
        if (!said.route.startsWith("verify")) void keepFiles(said.paths);
        else void import("../views/verify/start").then(({ startFromPaths }) => startFromPaths(said.paths));
      }),
    [],
  );
  return (
    <div className="frame">
      <NavList />
      <div className="frame-main">
        <CaptureBar />
        <SampleBar />
        <main className="screen" data-pane tabIndex={-1}>
          <Screens />
          <DropFrame />
        </main>
      </div>
      <aside className="frame-corner">
        <TaskPanel />
        <ToastRegion />
      </aside>
      <ClosingDialog />
    </div>
  );
}
