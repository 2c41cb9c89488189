// The check of one file with its time proof (`.tsr`), beside the check of bundles: of two files that come together, one
// is the proof. Roots named for it hold for it alone. It outlives the screen; a newer one takes its place.
import { bridge, type Failure, type ProofChecked } from "../../bridge";
import { toast, toastFailure } from "../../components";
import { createStore } from "../../state";
import { m } from "../../text";

export interface FileProof {
  file: string;
  proof: string;
  trust: string[];
  /** None while it runs. */
  checked: ProofChecked | null;
  failure: Failure | null;
}

export const fileProof = createStore<FileProof | null>(null);
const isProof = (path: string): boolean => /\.tsr$/i.test(path);

/** Takes a file and its proof; false when these are something else. */
export function startFromPair(paths: string[]): boolean {
  const [one, two] = paths;
  if (one === undefined || two === undefined || paths.length !== 2 || isProof(one) === isProof(two)) return false;
  startFileProof(isProof(one) ? two : one, isProof(one) ? one : two);
  return true;
}

export function startFileProof(file: string, proof: string, trust: string[] = []): void {
  const asked: FileProof = { file, proof, trust, checked: null, failure: null };
  fileProof.set(asked);
  // An answer that comes after a newer question is not shown.
  const settle = (end: Partial<FileProof>) => fileProof.set((now) => (now === asked ? { ...asked, ...end } : now));
  bridge().call("time_check", { file, proof, trust }).then((checked) => settle({ checked }), (failure: Failure) => settle({ failure }));
}

export function closeFileProof(): void {
  fileProof.set(null);
}

/** The same by a dialog: both files are chosen together. */
export async function chooseFileProof(): Promise<void> {
  try {
    const paths = await bridge().call("dialog_files", null);
    if (paths.length > 0 && !startFromPair(paths)) toast({ message: m.verify_file_pair() });
  } catch (failure) {
    toastFailure(failure as Failure);
  }
}

/** Files with root certificates; none when the dialog was closed. */
export async function chooseRoots(): Promise<string[]> {
  try {
    return await bridge().call("dialog_files", null);
  } catch (failure) {
    toastFailure(failure as Failure);
    return [];
  }
}
