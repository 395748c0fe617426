/**
 * The access key an analyst has pasted. It is kept for this browser tab only
 * and leaves it only as the Authorization header of a request to this origin.
 */
const STORED_AS = 'carnet:key';

/** @returns {string} the key in use, or '' when reading as the public */
export function currentKey() {
  return sessionStorage.getItem(STORED_AS) ?? '';
}

/** Accepts a bare key, `Bearer …`, or the whole header line, as people paste all three. */
function keyIn(pasted) {
  return pasted
    .trim()
    .replace(/^authorization\s*:\s*/i, '')
    .replace(/^bearer\s+/i, '');
}

/** Connects the field in the page's header to the stored key. */
export function mountKeyField(form) {
  const field = form.elements.namedItem('key');
  const state = form.querySelector('output');
  const show = () => {
    state.textContent = currentKey() ? 'key in use' : '';
  };
  const use = () => {
    const key = keyIn(field.value);
    if (key) sessionStorage.setItem(STORED_AS, key);
    else sessionStorage.removeItem(STORED_AS);
    field.value = key;
    show();
  };
  field.addEventListener('change', use);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    use();
  });
  field.value = currentKey();
  show();
}
