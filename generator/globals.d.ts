/** Version of the package, set by the bundle. */
declare const VERSION: string;

/** The text of a file, as Vite and vitest give it. */
declare module '*?raw' {
  const text: string;
  export default text;
}
