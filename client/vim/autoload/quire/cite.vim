" Citations of articles, in the format of g:quire_citation.

" Puts a citation behind the cursor. Of which article: in the quickfix window, or while a list of ours is
" current, of its current entry; it is put into the window before when the cursor is in the list.
function! quire#cite#insert() abort
  let hit = quire#results#current()
  if empty(hit)
    call quire#message#error({'message': 'there is no hit to cite', 'hint': 'search with :Quire first'})
    return
  endif
  if &buftype ==# 'quickfix'
    wincmd p
  endif
  call quire#cite#put(hit)
endfunction

function! quire#cite#put(hit) abort
  if !&modifiable || !empty(&buftype)
    call quire#message#error({'message': 'this buffer cannot be changed', 'hint': 'cite from your own text'})
    return
  endif
  let text = quire#cite#text(a:hit)
  let line = getline('.')
  " Behind the character under the cursor, as p does.
  let at = col('.') - 1 + strlen(matchstr(strpart(line, col('.') - 1), '^.'))
  call setline('.', strpart(line, 0, at) . text . strpart(line, at))
  call cursor('.', at + strlen(text))
endfunction

" {name} stands for a value; what stands before the name within the braces is left out with it when the
" article has none.
function! quire#cite#text(hit) abort
  let values = {
        \ 'title': quire#hits#plain(a:hit.title),
        \ 'source': a:hit.source,
        \ 'section': a:hit.section,
        \ 'authors': join(a:hit.authors, ', '),
        \ 'place': a:hit.place,
        \ 'date': strpart(type(a:hit.published) == v:t_string ? a:hit.published : '', 0, 10),
        \ 'path': quire#hits#path(a:hit),
        \ 'line': a:hit.line,
        \ 'id': a:hit.id}
  return substitute(quire#setting('citation'), '{\([^a-z{}]*\)\([a-z]\+\)}',
        \ {found -> s:value(values, found)}, 'g')
endfunction

function! s:value(values, found) abort
  let value = get(a:values, a:found[2], a:found[0])
  return empty(value) ? '' : (value ==# a:found[0] ? '' : a:found[1]) . value
endfunction
