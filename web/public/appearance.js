// Runs before the first paint, so that a chosen appearance does not flash in after the system's.
try {
  const chosen = localStorage.getItem("clew-appearance");
  if (chosen === "light" || chosen === "dark") document.documentElement.dataset.appearance = chosen;
} catch {
  // Storage is refused: the system's appearance holds.
}
