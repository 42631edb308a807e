/** Version of the package, set by the bundle. */
declare const VERSION: string;
