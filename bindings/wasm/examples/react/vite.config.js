import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

export default defineConfig({
  plugins: [react()],
  base: "./",
  // The package awaits its engine at the top level.
  build: { target: "es2022" },
  // Bundled in advance, the package would not find its WebAssembly file.
  optimizeDeps: { exclude: ["tmall-schema"] },
  // In this repository the package is a link to a folder above this one: without this, Vite does not serve its files.
  server: { fs: { allow: ["../.."] } },
});
