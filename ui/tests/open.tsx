// Opens the whole window on an invented vault, as main.tsx does it.
import { render, type RenderResult } from "@testing-library/react";
import { App } from "../src/App";
import { setBridge } from "../src/bridge";
import { createFake, type FakeBridge, type FakeOptions } from "../src/bridge/fake";
import { followDesk, loadDesk } from "../src/state/desk";
import { jobs } from "../src/state/jobs";
import { go } from "../src/state/route";
import { search } from "../src/state/search";

export async function openWindow(route: string, options: FakeOptions = {}): Promise<{ fake: FakeBridge; view: RenderResult }> {
  jobs.set([]);
  search.set("");
  const fake = createFake({ delay: 0, ...options, settings: { language: "en", theme: "light", ...options.settings } });
  setBridge(fake);
  await loadDesk();
  followDesk();
  go(route);
  return { fake, view: render(<App />) };
}

/** The questions with which this command was called. */
export function asked(fake: FakeBridge, command: string): unknown[] {
  return fake.world.calls.filter((call) => call.command === command).map((call) => call.question);
}
