" What the commands do: searches whose hits become a quickfix list.

let s:defaults = {
      \ 'socket': '',
      \ 'timeout': 5000,
      \ 'limit': 50,
      \ 'citation': '{title}{, source}{, date} ({path})',
      \ 'live_keys': {}}

" The value of g:quire_NAME, or its default.
function! quire#setting(name) abort
  return get(g:, 'quire_' . a:name, s:defaults[a:name])
endfunction

function! quire#search(query) abort
  let params = {'query': a:query, 'limit': quire#setting('limit'),
        \ 'deadline_ms': quire#client#deadline()}
  let title = 'Quire ' . a:query
  call quire#client#ask('search', params, function('quire#results#show', [title, win_getid()]))
endfunction

" Articles about the subject of the one that is meant.
function! quire#similar() abort
  let article = quire#article()
  if empty(article)
    return
  endif
  let params = extend({'limit': quire#setting('limit'), 'deadline_ms': quire#client#deadline()}, article.params)
  call quire#client#ask('similar', params,
        \ function('quire#results#show', ['QuireSimilar ' . article.name, win_getid()]))
endfunction

" The article that is meant: in a quickfix window of ours that of the entry, in one of differences the newer one,
" else the current file's. {'name', 'params': how the daemon is told of it}; {} when there is none, which has been
" said then.
function! quire#article() abort
  let hit = &buftype ==# 'quickfix' ? quire#results#current() : get(b:, 'quire_hit', {})
  if !empty(hit)
    return {'name': quire#hits#plain(hit.title), 'params': {'id': hit.id}}
  endif
  if !empty(&buftype) || empty(expand('%'))
    call quire#message#error({'message': 'this buffer has no file', 'hint': 'open an article first'})
    return {}
  endif
  return {'name': expand('%:t'), 'params': {'path': quire#hits#uri(resolve(expand('%:p')))}}
endfunction

" Searches for the word under the cursor; with a range, as from visual mode, for what is selected.
function! quire#word(range) abort
  let query = s:query_of(a:range ? s:selected() : expand('<cword>'))
  if empty(query)
    call quire#message#error({'message': 'there is no word here', 'hint': ''})
    return
  endif
  call quire#search(query)
endfunction

" One word is searched for in all its forms, several as they stand there.
function! s:query_of(text) abort
  let words = join(split(a:text, '[[:space:]"“”„*?~\\]\+'))
  if words =~# '[[:space:][:punct:]]' || words =~# '^\%(AND\|OR\|NOT\|NEAR\|ADJ\|SAME\|PARA\)$'
    return '"' . words . '"'
  endif
  return words
endfunction

function! s:selected() abort
  let [first, last] = [getpos("'<"), getpos("'>")]
  let lines = getline(first[1], last[1])
  if empty(lines) || visualmode() ==# 'V'
    return join(lines)
  endif
  " The mark stands on the last character, which may have several bytes, or behind it.
  let end = strpart(lines[-1], last[2] - 1)
  let lines[-1] = strpart(lines[-1], 0, last[2] - 1)
        \ . (&selection ==# 'exclusive' ? '' : matchstr(end, '.'))
  let lines[0] = strpart(lines[0], first[2] - 1)
  return join(lines)
endfunction
