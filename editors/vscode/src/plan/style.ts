// How the page looks: in the colours of the editor's theme.

import { Html } from "./html.ts";

export const STYLE = new Html(`
body { font-family: var(--vscode-font-family); font-size: var(--vscode-font-size); color: var(--vscode-foreground);
  line-height: 1.5; padding: 0 1.5rem 3rem; max-width: 75rem; }
h1 { font-size: 1.5em; font-weight: 600; margin: 1rem 0 0; }
h2 { font-size: 1.25em; font-weight: 600; margin: 2rem 0 0.75rem; padding-top: 1rem;
  border-top: 1px solid var(--vscode-panel-border); }
h3 { font-size: 1em; font-weight: 600; margin: 1.25rem 0 0.25rem; }
p { margin: 0.15rem 0; }
ul, ol { margin: 0; padding-left: 1.4rem; }
a { color: var(--vscode-textLink-foreground); text-decoration: none; }
a:hover { text-decoration: underline; }
code, pre { font-family: var(--vscode-editor-font-family); font-size: 0.95em; white-space: pre-wrap; overflow-wrap: anywhere; }
code { color: var(--vscode-textPreformat-foreground); background: none; padding: 0; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 0.25rem 1rem; margin: 0; }
dt { color: var(--vscode-descriptionForeground); }
dd { margin: 0; min-width: 0; }
dd > ul { padding-left: 0; list-style: none; }
table { border-collapse: collapse; }
th { font-weight: normal; text-align: left; white-space: nowrap; }
th, td { padding: 0 1rem 0 0; vertical-align: top; }
ol table { margin: 0.1rem 0 0.4rem; }
.columns { display: flex; flex-wrap: wrap; gap: 1.5rem 3rem; }
.columns > div { flex: 1 1 22rem; min-width: 0; }
.contents { display: flex; flex-wrap: wrap; gap: 0.25rem 1.25rem; list-style: none; padding: 0; margin-top: 0.75rem; }
.mistakes { padding: 0; list-style: none; }
.mistakes li { margin: 0.5rem 0; padding-left: 0.75rem; border-left: 3px solid var(--vscode-editorError-foreground); }
.good { color: var(--vscode-charts-green); }
.bad { color: var(--vscode-errorForeground); }
.note, .dim { color: var(--vscode-descriptionForeground); }
.dim { font-weight: normal; }
.badge, .tag { font-size: 0.85em; font-weight: normal; padding: 0.05rem 0.4rem; border-radius: 3px;
  color: var(--vscode-badge-foreground); background: var(--vscode-badge-background); }
.badge.bad { color: var(--vscode-editor-background); background: var(--vscode-errorForeground); }
time { white-space: nowrap; margin-right: 0.5rem; }
svg { max-width: 100%; height: auto; font-family: var(--vscode-font-family); font-size: 12px; }
svg text { fill: var(--vscode-foreground); }
svg .title { font-weight: 600; }
svg .subtitle, svg .group { fill: var(--vscode-descriptionForeground); }
svg .group, svg .label { text-anchor: end; }
svg .label { font-family: var(--vscode-editor-font-family); font-size: 11.5px; }
svg .box { fill: var(--vscode-editorWidget-background); stroke: var(--vscode-editorWidget-border, var(--vscode-panel-border)); }
svg .box.fields { stroke-dasharray: 4 3; }
svg .port { fill: var(--vscode-foreground); }
svg .wire path { fill: none; stroke: var(--colour); stroke-width: 1.5; }
svg .wire:hover path { stroke-width: 3; }
svg .wire .tip { fill: var(--colour); stroke: none; }
.colour0 { --colour: var(--vscode-charts-blue); }
.colour1 { --colour: var(--vscode-charts-orange); }
.colour2 { --colour: var(--vscode-charts-green); }
.colour3 { --colour: var(--vscode-charts-purple); }
.colour4 { --colour: var(--vscode-charts-red); }
`);
