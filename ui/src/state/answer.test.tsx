import { act, render, screen, waitFor } from "@testing-library/react";
import { beforeEach, describe, expect, it } from "vitest";
import { setBridge, type Failure } from "../bridge";
import { createFake, failure, type FakeBridge } from "../bridge/fake";
import { useAnswer } from "./answer";

let fake: FakeBridge;
beforeEach(() => {
  fake = createFake();
  setBridge(fake);
});

function Title({ name, keep = false }: { name: string; keep?: boolean }) {
  const { answer, failure: failed, loading, again } = useAnswer("dispute_show", name, { nouns: ["dispute"], keep });
  return (
    <div>
      <p>title: {answer?.dispute.title ?? "none"}</p>
      <p>failure: {failed?.code ?? "none"}</p>
      <p>{loading ? "loading" : "settled"}</p>
      <button type="button" onClick={again}>again</button>
    </div>
  );
}
const K2 = "K2 保价未兑现-7f3a";
const COAT = "直播间羽绒服-19be";

describe("an answer", () => {
  it("comes, and is asked again when something of its noun changed", async () => {
    render(<Title name={K2} />);
    expect(screen.getByText("loading"), "before the first answer").toBeDefined();
    await screen.findByText("title: K2 保价未兑现");
    await act(() => fake.call("dispute_title_set", { dispute: K2, title: "New" }));
    await screen.findByText("title: New");
  });

  it("is not asked again for another noun", async () => {
    render(<Title name={K2} />);
    await screen.findByText("settled");
    const before = fake.world.calls.length;
    act(() => fake.emit("changed", { nouns: ["settings"] }));
    expect(fake.world.calls.length, "nothing of it changed").toBe(before);
  });

  it("stays beside the failure of asking again", async () => {
    render(<Title name={K2} />);
    await screen.findByText("title: K2 保价未兑现");
    fake.world.failures.dispute_show = failure("vault-damaged", "vault");
    act(() => fake.emit("changed", { nouns: ["dispute"] }));
    await screen.findByText("failure: vault-damaged");
    expect(screen.getByText("title: K2 保价未兑现"), "what was shown is still true").toBeDefined();
    delete fake.world.failures.dispute_show;
    act(() => screen.getByText("again").click());
    await screen.findByText("failure: none");
  });

  it("of one question never stands under another", async () => {
    const { rerender } = render(<Title name={K2} />);
    await screen.findByText("title: K2 保价未兑现");
    rerender(<Title name={COAT} />);
    expect(screen.getByText("title: none"), "not the other dispute's").toBeDefined();
    await screen.findByText(/title: 直播间羽绒服/);
  });

  it("that comes late is dropped", async () => {
    const answers: ((value: never) => void)[] = [];
    setBridge({ ...fake, call: () => new Promise((resolve) => answers.push(resolve)) });
    const { rerender } = render(<Title name="one" />);
    rerender(<Title name="two" />);
    const whole = (title: string) => ({ dispute: { title } }) as never;
    await act(async () => answers[1]?.(whole("two")));
    await act(async () => answers[0]?.(whole("one")));
    expect(screen.getByText("title: two"), "the newest question counts").toBeDefined();
  });

  it("rejects with the failure as it is", async () => {
    fake.world.failures.dispute_show = failure("disk-full", "disk");
    const failed: Failure = await fake.call("dispute_show", K2).then(() => failure("none"), (why: Failure) => why);
    expect(failed.code, "a failure is a value").toBe("disk-full");
    await waitFor(() => expect(fake.world.calls.at(-1)?.command, "it was asked").toBe("dispute_show"));
  });
});
