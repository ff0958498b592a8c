" A connection to the daemon's Unix socket, one line of JSON each way. This is the only file that knows
" how Vim and Neovim differ in it. Nothing here waits, but pump().
"
" A link is a dictionary: empty when there is no connection.

" A link to the socket at `path`, or {} when nobody listens there. Line(text) is called with each line
" that arrives, Ended(link) when the other side ends the connection.
function! quire#transport#open(path, Line, Ended) abort
  let link = {'Line': a:Line, 'Ended': a:Ended, 'open': 1}
  if has('nvim')
    return s:open_neovim(link, a:path)
  endif
  return s:open_vim(link, a:path)
endfunction

" False when the connection has ended.
function! quire#transport#send(link, line) abort
  if !a:link.open
    return 0
  endif
  try
    if has('nvim')
      return chansend(a:link.channel, [a:line, '']) > 0
    endif
    if ch_status(a:link.channel) !=# 'open'
      return 0
    endif
    call ch_sendraw(a:link.channel, a:line . "\n")
    return 1
  catch
    return 0
  endtry
endfunction

function! quire#transport#close(link) abort
  if !a:link.open
    return
  endif
  let a:link.open = 0
  if has('nvim')
    call chanclose(a:link.channel)
  elseif ch_status(a:link.channel) !=# 'closed'
    call ch_close(a:link.channel)
  endif
endfunction

" Waits until Done() holds, at most `milliseconds`, and takes what arrives meanwhile.
function! quire#transport#pump(link, milliseconds, Done) abort
  if has('nvim')
    call wait(a:milliseconds, a:Done, 2)
    return
  endif
  let began = reltime()
  while !a:Done() && a:link.open
    let left = a:milliseconds - float2nr(reltimefloat(reltime(began)) * 1000)
    if left <= 0 || ch_status(a:link.channel) ==# 'closed'
      return
    endif
    let line = ch_read(a:link.channel, {'timeout': left})
    if !empty(line)
      call a:link.Line(line)
    endif
  endwhile
endfunction

function! s:open_vim(link, path) abort
  " Vim says nothing of use when nobody listens, but says it aloud.
  silent! let channel = ch_open('unix:' . a:path, {
        \ 'mode': 'nl',
        \ 'noblock': 1,
        \ 'callback': {_, line -> a:link.Line(line)},
        \ 'close_cb': {_ -> s:ended(a:link)}})
  if !exists('channel') || ch_status(channel) !=# 'open'
    return {}
  endif
  let a:link.channel = channel
  return a:link
endfunction

function! s:open_neovim(link, path) abort
  let a:link.rest = ''
  try
    let a:link.channel = sockconnect('pipe', a:path, {'on_data': function('s:data', [a:link])})
  catch
    return {}
  endtry
  return a:link
endfunction

" Neovim gives pieces: the first goes on where the last one ended. A single empty one is the end. What
" arrives while it exits is given too, when commands that draw never end.
function! s:data(link, channel, pieces, event) abort
  if v:exiting isnot v:null
    return
  endif
  if a:pieces ==# ['']
    call s:ended(a:link)
    return
  endif
  let lines = copy(a:pieces)
  let lines[0] = a:link.rest . lines[0]
  let a:link.rest = remove(lines, -1)
  for line in lines
    call a:link.Line(line)
  endfor
endfunction

function! s:ended(link) abort
  if a:link.open
    call quire#transport#close(a:link)
    call a:link.Ended(a:link)
  endif
endfunction
