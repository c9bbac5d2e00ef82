import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core'
import { t } from '#ui/text/ui.text.ts'

const accent: MantineColorsTuple = [
  '#edf9fa',
  '#d5eff1',
  '#abdfe3',
  '#7ccbd2',
  '#4db4be',
  '#2a9aa5',
  '#157f8b',
  '#0e6a75',
  '#0d5660',
  '#0a434b',
]
const gray: MantineColorsTuple = [
  '#f8f9fa',
  '#f1f3f4',
  '#e8ebec',
  '#dbdfe2',
  '#c4cacf',
  '#9ba5ab',
  '#69747b',
  '#525c63',
  '#30383e',
  '#171c20',
]
const dark: MantineColorsTuple = [
  '#e4e8ea',
  '#b7bfc4',
  '#98a2a9',
  '#6a757c',
  '#363e44',
  '#2a3136',
  '#1e2327',
  '#14181b',
  '#0f1214',
  '#0a0c0d',
]

const RADIUS = 6

export const theme = createTheme({
  primaryColor: 'accent',
  primaryShade: { light: 7, dark: 6 },
  colors: { accent, gray, dark },
  white: '#ffffff',
  black: '#171c20',
  fontFamily: "'Inter Variable', system-ui, -apple-system, 'Segoe UI', sans-serif",
  fontFamilyMonospace: "ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace",
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.25rem' },
  lineHeights: { xs: '1.35', sm: '1.4', md: '1.45', lg: '1.5', xl: '1.4' },
  spacing: { xs: '0.5rem', sm: '0.75rem', md: '1rem', lg: '1.5rem', xl: '2rem' },
  radius: { xs: '3px', sm: '4px', md: `${RADIUS}px`, lg: '10px', xl: '16px' },
  defaultRadius: 'md',
  breakpoints: { xs: '30em', sm: '48em', md: '64em', lg: '80em', xl: '90em' },
  headings: {
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '1.25rem', lineHeight: '1.4' },
      h2: { fontSize: '1rem', lineHeight: '1.5' },
      h3: { fontSize: '0.875rem', lineHeight: '1.45' },
    },
  },
  shadows: {
    xs: '0 1px 2px rgb(15 23 28 / 6%)',
    sm: '0 1px 3px rgb(15 23 28 / 8%), 0 1px 2px rgb(15 23 28 / 4%)',
    md: '0 6px 20px -4px rgb(15 23 28 / 14%), 0 2px 6px -2px rgb(15 23 28 / 8%)',
    lg: '0 16px 40px -8px rgb(15 23 28 / 22%), 0 4px 12px -4px rgb(15 23 28 / 10%)',
  },
  respectReducedMotion: true,
  cursorType: 'pointer',
  components: {
    Button: { defaultProps: { size: 'sm' } },
    ActionIcon: { defaultProps: { variant: 'subtle', color: 'gray' } },
    TextInput: { defaultProps: { size: 'sm' } },
    PasswordInput: { defaultProps: { size: 'sm' } },
    NumberInput: { defaultProps: { size: 'sm' } },
    Textarea: { defaultProps: { size: 'sm', autosize: true, minRows: 3 } },
    // The list itself scrolls: a box around it would be a scrolling region that no keyboard reaches.
    Select: {
      defaultProps: { size: 'sm', withScrollArea: false },
      styles: { options: { maxHeight: 280, overflowY: 'auto' } },
    },
    TagsInput: { defaultProps: { size: 'sm' } },
    Menu: { defaultProps: { withInitialFocusPlaceholder: false, shadow: 'md', transitionProps: { duration: 120 } } },
    Popover: { defaultProps: { shadow: 'md', transitionProps: { duration: 120 } } },
    Modal: {
      defaultProps: {
        closeButtonProps: { 'aria-label': t('close') },
        centered: true,
        transitionProps: { duration: 150 },
      },
      styles: { title: { fontWeight: 600 } },
    },
    // Their header is the dialog's, not a second banner of the page.
    ModalHeader: { defaultProps: { role: 'none' } },
    DrawerHeader: { defaultProps: { role: 'none' } },
    Drawer: { defaultProps: { closeButtonProps: { 'aria-label': t('close') } } },
    Notification: { defaultProps: { closeButtonProps: { 'aria-label': t('close') } } },
    Tooltip: { defaultProps: { openDelay: 350, transitionProps: { duration: 120 }, withArrow: false } },
  },
})

/** Surfaces, lines and quiet text in both schemes; Mantine's own greys are too faint for WCAG AA. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {
    '--input-height-sm': '2.125rem',
    '--button-height-sm': '2.125rem',
    '--button-padding-x-sm': '0.875rem',
    '--button-fz-sm': '0.8125rem',
  },
  light: {
    '--mantine-color-body': '#ffffff',
    '--mantine-color-text': gray[9],
    '--mantine-color-dimmed': '#5a656c',
    '--mantine-color-placeholder': '#69747b',
    '--mantine-color-error': '#b42318',
    '--mantine-color-anchor': accent[7],
    '--mantine-color-default-border': '#d5dade',
    '--mantine-color-default-hover': '#f4f6f7',
  },
  dark: {
    '--mantine-color-body': dark[7],
    '--mantine-color-text': dark[0],
    '--mantine-color-dimmed': dark[2],
    '--mantine-color-placeholder': '#8b959c',
    '--mantine-color-error': '#ff8f85',
    '--mantine-color-anchor': '#6cc7d0',
    '--mantine-color-default': '#191e22',
    '--mantine-color-default-border': '#343c42',
    '--mantine-color-default-hover': '#22282d',
  },
})
