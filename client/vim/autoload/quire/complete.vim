" Completion of queries: words, names of fields, and their values, asked of the daemon.
"
" The editor wants completions at once, so this waits for them, but never longer than it takes to notice.

let s:patience_ms = 300
let s:limit = 20

let s:asked = {'by': 'author', 'source': 'source', 'section': 'section', 'place': 'place', 'tag': 'tag',
      \ 'lang': 'language'}
let s:days = ['today', 'yesterday', '"this week"', '"last week"', '"this month"', '"last month"',
      \ '"last 7 days"', '7d', '3m', '1y']
let s:fixed = {'date': s:days, 'since': s:days, 'until': s:days, 'updated': s:days}
let s:others = ['title', 'lead', 'host', 'path', 'id', 'words', 'atleast2']

" For the command line of a command whose argument is a query.
function! quire#complete#command(lead, line, position) abort
  let before = strpart(a:line, 0, a:position)
  let query = matchstr(before, '\<Quire\a*!\?\s\+\zs.*$')
  return s:complete(a:lead, query)
endfunction

" For a prompt that has nothing but the query.
function! quire#complete#prompt(lead, line, position) abort
  return s:complete(a:lead, strpart(a:line, 0, a:position))
endfunction

" `lead` is the part of the query that a completion takes the place of.
function! s:complete(lead, query) abort
  let [name, typed, start] = s:split(a:query)
  let kept = strpart(a:query, 0, strlen(a:query) - strlen(a:lead))
  if empty(name)
    let found = s:names(typed) + s:ask({'prefix': typed})
  elseif has_key(s:asked, name)
    let found = map(s:ask({'prefix': typed, 'field': s:asked[name]}), {_, value -> s:quoted(value)})
  else
    let typed = '"' . typed
    let found = filter(copy(get(s:fixed, name, [])),
          \ {_, value -> stridx(value, typed) == 0 || stridx(value, typed[1:]) == 0})
  endif
  return map(found, {_, text -> s:rest(strpart(a:query, 0, start), text, kept)})
endfunction

" [field, what has been typed of the value, where the value begins]; without a field of the word.
function! s:split(query) abort
  let start = match(a:query, '\a\+:\zs"[^"]*$')
  let start = start >= 0 ? start : match(a:query, '\%(^\|[[:space:](]\)[+=-]*\zs[^[:space:]("]*$')
  if start < 0
    let start = strlen(a:query)
  endif
  let word = strpart(a:query, start)
  let field = matchstr(word, '^\a\+\ze:')
  if !empty(field)
    let start += strlen(field) + 1
    return [field, strpart(word, strlen(field) + 1), start]
  endif
  return [matchstr(strpart(a:query, 0, start), '\a\+\ze:$'), substitute(word, '^"', '', ''), start]
endfunction

function! s:names(typed) abort
  let names = sort(keys(s:asked) + keys(s:fixed) + s:others)
  return empty(a:typed) ? [] : map(filter(names, {_, name -> stridx(name, a:typed) == 0}), {_, name -> name . ':'})
endfunction

function! s:ask(params) abort
  let found = []
  let id = quire#client#ask('complete', extend(a:params, {'limit': s:limit}),
        \ {result -> extend(found, map(result.completions, {_, one -> one.text}))}, {error -> 0})
  if !quire#client#wait(id, s:patience_ms)
    call quire#client#cancel(id)
  endif
  return found
endfunction

function! s:quoted(value) abort
  return a:value =~# '[[:space:][:punct:]]' ? '"' . substitute(a:value, '["\\]', '\\&', 'g') . '"' : a:value
endfunction

" What of a completion takes the place of the lead: the editor keeps what stands before it, which may be
" the first words of a quoted value, spelt otherwise than the value is.
function! s:rest(before, text, kept) abort
  if strlen(a:before) >= strlen(a:kept)
    return strpart(a:before, strlen(a:kept)) . a:text
  endif
  let words = len(split(strpart(a:kept, strlen(a:before)), '\s\+', 1)) - 1
  return join(split(a:text, '\s\+')[words :])
endfunction
