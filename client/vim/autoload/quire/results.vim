" Hits as a quickfix list. The list's context keeps the hits, so that an entry leads back to its article.

" Shows the result of a search. The cursor goes to the list only if nothing has happened in the window
" (a window-ID) that the search was begun from.
function! quire#results#show(title, window, result) abort
  let hits = a:result.hits
  let query = substitute(a:title, '^Quire\S* ', '', '')
  if empty(hits)
    let meant = a:result.corrected
    call quire#message#info(type(meant) == v:t_string
          \ ? 'nothing found; did you mean: ' . meant : 'nothing found: ' . query)
    return
  endif
  call quire#results#list(a:title, a:window, hits)
  call quire#message#info(quire#results#count(a:result))
endfunction

" Makes the hits a quickfix list and shows it; `window` as above.
function! quire#results#list(title, window, hits) abort
  call setqflist([], ' ', {'title': a:title, 'items': quire#hits#items(a:hits),
        \ 'context': {'quire': a:hits}, 'quickfixtextfunc': 'quire#results#lines'})
  let here = win_getid()
  let stays = quire#results#is_busy(a:window) || &buftype ==# 'quickfix'
  let height = min([max([len(a:hits), 3]), 10])
  execute 'botright copen' height
  if stays
    call win_gotoid(here)
  endif
endfunction

" Whether something has happened since a request was made in that window: the cursor stays then.
function! quire#results#is_busy(window) abort
  return mode() !=# 'n' || win_getid() != a:window
endfunction

" How much was found, in words.
function! quire#results#count(result) abort
  let total = a:result.total
  let text = (total.exact ? '' : 'about ') . total.value . (total.value == 1 ? ' article' : ' articles')
  let text .= a:result.partial ? ', but not all could be searched' : ''
  let shown = len(a:result.hits)
  return text . (shown < total.value ? ', ' . shown . ' shown' : '')
endfunction

" The article of the current entry; {} when the current list is not one of ours. In the quickfix window
" it is the entry under the cursor.
function! quire#results#current() abort
  let list = getqflist({'context': 1, 'idx': 0})
  let hits = type(list.context) == v:t_dict ? get(list.context, 'quire', []) : []
  let is_here = &buftype ==# 'quickfix' && getwininfo(win_getid())[0].loclist == 0
  return get(hits, (is_here ? line('.') : list.idx) - 1, {})
endfunction

" Lines of the quickfix window (quickfixtextfunc): the file's name without its folders leaves room for
" the text.
function! quire#results#lines(info) abort
  let items = getqflist({'id': a:info.id, 'items': 1}).items
  return map(items[a:info.start_idx - 1 : a:info.end_idx - 1], {_, item ->
        \ fnamemodify(bufname(item.bufnr), ':t') . '|' . item.lnum . '| ' . item.text})
endfunction

" Opens the place of a hit; `how` is edit, split, vsplit or tab.
function! quire#results#open(hit, how) abort
  let buffer = bufadd(quire#hits#path(a:hit))
  let how = a:how ==# 'edit' && &modified && !&hidden && bufnr() != buffer ? 'split' : a:how
  let commands = {'edit': 'buffer', 'split': 'sbuffer', 'vsplit': 'vertical sbuffer', 'tab': 'tab sbuffer'}
  normal! m'
  execute commands[how] buffer
  setlocal buflisted
  let position = quire#hits#position(a:hit, getline(a:hit.line))
  call cursor(position)
  normal! zv
endfunction
