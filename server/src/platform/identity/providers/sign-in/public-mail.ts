// Anybody can have an address there, so the domain says nothing about where somebody works.
const PUBLIC_MAIL = new Set(
  `gmail.com googlemail.com outlook.com hotmail.com live.com msn.com yahoo.com ymail.com icloud.com me.com mac.com aol.com
  proton.me protonmail.com gmx.com gmx.de gmx.net web.de t-online.de mail.com mail.ru yandex.com yandex.ru zoho.com
  fastmail.com hey.com comcast.net verizon.net att.net orange.fr free.fr laposte.net libero.it qq.com 163.com`.split(
    /\s+/,
  ),
)

export function isPublicMail(domain: string): boolean {
  return PUBLIC_MAIL.has(domain)
}
