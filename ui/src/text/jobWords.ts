// What long work is called, by its command.
import { m, message } from "./messages";

export function jobWords(command: string): string {
  return message(`shell_job_${command}`, m.shell_job_other());
}
