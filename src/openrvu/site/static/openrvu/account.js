// Says on the page what went wrong with a passkey; allauth's own scripts do the rest.
(() => {
  'use strict'
  const WORDS = {
    NotAllowedError: 'The passkey was not used: it was cancelled, took too long, or there is none for this site on the device.',
    InvalidStateError: 'This device holds a passkey of your account already.',
    SecurityError: 'Passkeys work only under the site’s own name and over HTTPS.',
    NotSupportedError: 'This browser or device cannot keep a passkey.'
  }
  document.addEventListener('allauth.error', event => {
    const place = document.getElementById('passkey-problem')
    if (!place) return
    event.preventDefault()
    const { name, message } = event.detail.exception
    place.textContent = WORDS[name] || message || 'The passkey could not be used.'
    place.hidden = false
  })
})()
