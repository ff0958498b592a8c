" What is said on the message line. A message that does not fit would stop the editor until a key is
" pressed, so it is cut there; :messages has all of it.

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
  silent echomsg text
  redraw
  execute 'echohl' a:group
  " Room for what 'showcmd' and 'ruler' put at the end of the line.
  echo quire#hits#cut(text, max([20, &columns - 30]))
  echohl None
endfunction
