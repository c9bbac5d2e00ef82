import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

// Where the development server finds the API; in production the API serves this build itself.
const api = process.env['GROUNDWORK_API'] ?? 'http://localhost:3000'

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2023',
    // data: URIs would need a wider content security policy for fonts and scripts than we send.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1200,
    rolldownOptions: {
      output: {
        codeSplitting: {
          // What hardly changes between releases stays in the browser's cache across them.
          groups: [
            { name: 'react', test: /node_modules[\\/](react|react-dom|scheduler)[\\/]/ },
            {
              name: 'mantine',
              test: /node_modules[\\/](@mantine[\\/](core|hooks|store|notifications)|@floating-ui)[\\/]/,
            },
          ],
        },
      },
    },
  },
  server: { port: 5173, proxy: { '/api': api, '/health': api, '/docs': api } },
})
