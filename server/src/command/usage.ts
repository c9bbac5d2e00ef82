/** What was typed is not a command: told with how it goes, and another exit code than a refusal. */
export class UsageError extends Error {
  override name = 'UsageError'
}

export const USAGE = `groundwork <command>

  start                     Serve, as npm start does
  migrate                   Bring the database up to date and end
  user create               Make an account and print a link to choose its password
      --email <address>
      --name <name>
      --tenant <short name> --role <role>   a member of a business there is
      --new-tenant <name>                   or the owner of a new one
      --super-admin                         runs the installation; needs no business
  help                      This text

Settings come from the environment, as for the server (docs/configuration.md).
With npm: npm run -s groundwork -- user create --email ana@example.com --name "Ana Torres" --new-tenant "Scioto Hauling"

Exit codes: 0 done, 1 refused or failed, 2 not understood.
`
