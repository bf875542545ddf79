import { AssertionError } from "node:assert";

/** Fails with one line for each problem; `claim` says what should hold. */
export const none = (problems, claim) => {
  if (problems.length === 0) return;
  const shown = problems.slice(0, 40).map((problem) => `  - ${typeof problem === "string" ? problem : JSON.stringify(problem)}`);
  if (problems.length > shown.length) shown.push(`  … and ${problems.length - shown.length} more`);
  const message = `${claim}, but:\n${shown.join("\n")}`;
  throw new AssertionError({ message, stackStartFn: none });
};
