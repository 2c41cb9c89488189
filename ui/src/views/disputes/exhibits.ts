// What can be done to the exhibits of a dispute. Everything can be taken back: an item that comes back gets its own
// number again, and the order before is put back with it.
import { bridge, type DisputeWhole, type Exhibit, type Failure } from "../../bridge";
import { toast, toastFailure } from "../../components";
import { m } from "../../text";

/** The attached exhibits in their order. */
export function attachedOf(dispute: DisputeWhole): Exhibit[] {
  return dispute.exhibits.filter((exhibit) => exhibit.state === "attached");
}

/** Puts the exhibits into this order; tells why when it was refused. */
export async function order(dispute: string, numbers: readonly string[]): Promise<boolean> {
  try {
    await bridge().call("dispute_order", { dispute, exhibits: [...numbers] });
    return true;
  } catch (problem) {
    toastFailure(problem as Failure);
    return false;
  }
}

/** Takes an exhibit out, and offers to put it back where it stood. */
export async function detach(dispute: DisputeWhole, exhibit: Exhibit): Promise<void> {
  const before = attachedOf(dispute).map((one) => one.exhibit);
  try {
    await bridge().call("dispute_detach", { dispute: dispute.id, ids: [exhibit.exhibit] });
    toast({
      message: m.disputes_detached({ exhibit: exhibit.exhibit }),
      undo: () => void putBack(dispute.id, exhibit, before),
    });
  } catch (problem) {
    toastFailure(problem as Failure);
  }
}

/** Attaches an exhibit again under its own number; with an order, where it stood before. */
export async function putBack(dispute: string, exhibit: Exhibit, before?: readonly string[]): Promise<void> {
  if (exhibit.item_id === null) return;
  try {
    await bridge().call("dispute_attach", { dispute, ids: [exhibit.item_id] });
    if (before !== undefined) await bridge().call("dispute_order", { dispute, exhibits: [...before] });
  } catch (problem) {
    toastFailure(problem as Failure);
  }
}

/** What an exhibit is to prove, with the way back; answers with the reason when it was refused. */
export async function prove(dispute: string, exhibit: Exhibit, proves: string): Promise<Failure | null> {
  const set = (words: string) => bridge().call("exhibit_proves_set", { dispute, exhibit: exhibit.exhibit, proves: words });
  try {
    await set(proves);
    toast({ message: m.disputes_proves_kept({ exhibit: exhibit.exhibit }), undo: () => void set(exhibit.proves).catch(toastFailure) });
    return null;
  } catch (problem) {
    return problem as Failure;
  }
}
