import { beforeEach, describe, expect, it } from "vitest";
import { setBridge, type Failure } from "../bridge";
import { createFake, failure, type FakeBridge } from "../bridge/fake";
import { locale } from "../text";
import { desk, loadDesk, setSettings } from "./desk";

let fake: FakeBridge;
beforeEach(async () => {
  fake = createFake({ settings: { language: "en", theme: "light" } });
  setBridge(fake);
  await loadDesk();
});

describe("settings", () => {
  it("change language, theme and size at once, without a reload", async () => {
    await setSettings({ language: "zh", theme: "dark", text_size: 150 });
    expect(locale(), "the language").toBe("zh-CN");
    expect(document.documentElement.lang, "told to screen readers").toBe("zh-CN");
    expect(document.documentElement.dataset["theme"], "the theme").toBe("dark");
    expect(fake.zoomed, "the size").toBe(1.5);
    expect(fake.world.settings.language, "and are kept").toBe("zh");
    await setSettings({ language: "en", text_size: 100 });
  });

  it("that are refused are taken back, and the reason is passed on", async () => {
    fake.world.failures.settings_set = failure("disk-full", "disk");
    const refused = await setSettings({ theme: "dark" }).then(() => null, (why: Failure) => why.code);
    expect(refused, "why").toBe("disk-full");
    expect(desk.get()?.settings.theme, "as before").toBe("light");
    expect(document.documentElement.dataset["theme"], "also to the eye").toBe("light");
  });
});
