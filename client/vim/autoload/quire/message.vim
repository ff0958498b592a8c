" What is said on the message line. A message that does not fit would stop the editor until a key is
" pressed, so it is cut there; :messages has all of it, in pieces.

function! quire#message#info(text) abort
  call s:say('None', 'quire: ' . a:text)
endfunction

function! quire#message#error(error) abort
  call s:say('ErrorMsg', 'quire: ' . quire#message#of(a:error))
endfunction

" An error in one line.
function! quire#message#of(error) abort
  return a:error.message . (empty(a:error.hint) ? '' : ' (' . a:error.hint . ')')
endfunction

function! s:say(group, text) abort
  let text = quire#hits#plain(a:text)
  " Room for what 'showcmd' and 'ruler' put at the end of the line.
  let width = max([20, &columns - 30])
  execute 'echohl' a:group
  for start in range(0, strchars(text) - 1, width)
    redraw
    echomsg strcharpart(text, start, width)
  endfor
  if strchars(text) > width
    redraw
    echo quire#hits#cut(text, width)
  endif
  echohl None
endfunction
