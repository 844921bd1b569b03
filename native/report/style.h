#pragma once

namespace atelier::cli {

/// How the report looks, on a screen and on paper.
inline constexpr const char* kReportStyle = R"(
:root {
  color-scheme: light;
  --page: #f4f3ef; --surface: #fffefb; --line: #d9d7cf; --ink: #1b1d1f; --ink-soft: #575a5c;
  --accent: #0b5a6c; --wash: #e2eef0; --danger: #a3271b;
}
* { box-sizing: border-box; }
body {
  margin: 0; padding: 3rem 1.5rem 4rem; background: var(--page); color: var(--ink);
  font: 400 1rem/1.55 Inter, ui-sans-serif, system-ui, 'Segoe UI', 'Noto Sans', Arial, sans-serif;
  font-variant-numeric: tabular-nums;
}
main { max-width: 60rem; margin: 0 auto; }
h1 { margin: 0; font-size: 2rem; line-height: 1.2; letter-spacing: -0.02em; }
h2 { margin: 3rem 0 0.75rem; font-size: 1.375rem; letter-spacing: -0.01em; }
h3 { margin: 2rem 0 0.5rem; font-size: 1rem; }
p { margin: 0 0 0.75rem; max-width: 46rem; }
.soft { color: var(--ink-soft); }
.small { font-size: 0.8125rem; }
.card {
  background: var(--surface); border: 1px solid var(--line); border-radius: 0.75rem;
  padding: 1.25rem; margin: 0 0 1.25rem; overflow-x: auto;
}
figure.card { padding: 0.75rem; }
figure img { display: block; width: 100%; max-width: 860px; height: auto; margin: 0 auto; }
figcaption { padding: 0.25rem 0.5rem 0.5rem; color: var(--ink-soft); font-size: 0.875rem; }
table { border-collapse: collapse; width: 100%; }
th, td { padding: 0.375rem 0.75rem; text-align: right; white-space: nowrap; }
th:first-child, td:first-child { text-align: left; padding-left: 0; }
th:last-child, td:last-child { padding-right: 0; }
th { font-weight: 500; font-size: 0.8125rem; color: var(--ink-soft); }
tbody tr { border-top: 1px solid var(--line); }
tbody th { font-size: 1rem; color: var(--ink); }
.swatch {
  display: inline-block; width: 0.75rem; height: 0.75rem; border-radius: 50%;
  margin-right: 0.5rem; vertical-align: -0.05em;
}
ol.confusions { margin: 0; padding-left: 1.5rem; }
ol.confusions li { padding: 0.125rem 0; }
.mistakes { display: grid; grid-template-columns: repeat(auto-fill, minmax(8.25rem, 1fr)); gap: 1rem; }
.mistakes figure { margin: 0; }
.mistakes img {
  width: 100%; aspect-ratio: 1; image-rendering: pixelated; background: #000; border-radius: 0.5rem;
}
.mistakes figcaption { padding: 0.375rem 0 0; font-size: 0.8125rem; line-height: 1.35; }
.answer { display: block; color: var(--danger); font-weight: 600; }
.truth { display: block; color: var(--ink); }
code {
  display: block; padding: 0.75rem 1rem; background: var(--wash); border-radius: 0.5rem;
  font: 0.8125rem/1.5 ui-monospace, 'DejaVu Sans Mono', monospace; overflow-wrap: anywhere;
}
@media print {
  body { background: none; padding: 0; }
  .card { break-inside: avoid; }
}
)";

}  // namespace atelier::cli
