" Requests to the daemon and their answers. Nothing waits, but quire#client#wait().
"
" A connection is made when the first request needs one, and again when it was lost. An error is a
" dictionary with `code` (0: no daemon answers), `message` and `hint`.

let s:link = {}
let s:number = 0
let s:waiting = {}
let s:lanes = {}
let s:listeners = {}

" So many searches of one lane may be unanswered before the next has to wait.
let s:lane_width = 4
" What the daemon may take less than we wait for it, so that a slow search still gives what it has.
let s:margin_ms = 500

function! quire#client#socket() abort
  let named = quire#setting('socket')
  if !empty(named)
    return expand(named)
  endif
  if $XDG_RUNTIME_DIR =~# '^/'
    return $XDG_RUNTIME_DIR . '/quire/quired.sock'
  endif
  return '/tmp/quire-' . s:user_id() . '/quired.sock'
endfunction

" Calls Answered(result) or Failed(error); without Failed the error is shown. Gives the request's id.
function! quire#client#ask(method, params, Answered, ...) abort
  let s:number += 1
  let id = s:number
  let s:waiting[id] = {
        \ 'line': json_encode({'jsonrpc': '2.0', 'id': id, 'method': a:method, 'params': a:params}),
        \ 'Answered': a:Answered,
        \ 'Failed': a:0 ? a:1 : function('quire#message#error'),
        \ 'sent': 0,
        \ 'timer': timer_start(quire#setting('timeout'), function('s:timed_out', [id]))}
  call s:send(id)
  return id
endfunction

" The same for requests of which only the newest of a `lane` matters, as while somebody types: those
" before it are not called back. While several are unanswered the newest waits.
function! quire#client#newest(lane, method, params, Answered, Failed) abort
  let lane = s:lane(a:lane)
  let lane.newest += 1
  let lane.next = [a:method, a:params, function('s:of_lane', [a:lane, lane.newest, a:Answered]),
        \ function('s:of_lane', [a:lane, lane.newest, a:Failed])]
  call s:send_next(lane)
endfunction

" Nobody wants the answers of this lane any more.
function! quire#client#forget(lane) abort
  let lane = s:lane(a:lane)
  let lane.newest += 1
  let lane.next = []
  for id in filter(copy(lane.sent), {_, id -> has_key(s:waiting, id)})
    call s:notify('$/cancelRequest', {'id': id})
  endfor
endfunction

" Waits until the request has been answered, at most so long. True when it has been.
function! quire#client#wait(id, milliseconds) abort
  if !empty(s:link)
    call quire#transport#pump(s:link, a:milliseconds, {-> !has_key(s:waiting, a:id)})
  endif
  return !has_key(s:waiting, a:id)
endfunction

" Takes a request back that nobody waits for any more.
function! quire#client#cancel(id) abort
  if has_key(s:waiting, a:id)
    call s:take(a:id)
    call s:notify('$/cancelRequest', {'id': a:id})
  endif
endfunction

" Heard(params) is called with each notification of that name; "closed" is told, with {}, when the
" connection has ended.
function! quire#client#listen(name, Heard) abort
  let s:listeners[a:name] = a:Heard
endfunction

" A time for the daemon that ends before we give it up.
function! quire#client#deadline() abort
  return min([60000, max([100, quire#setting('timeout') - s:margin_ms])])
endfunction

function! s:send(id) abort
  let request = s:waiting[a:id]
  for attempt in range(2)
    if empty(s:link)
      let s:link = quire#transport#open(quire#client#socket(), function('s:line'), function('s:ended'))
    endif
    if empty(s:link)
      break
    endif
    if quire#transport#send(s:link, request.line)
      let request.sent += 1
      return
    endif
    call s:ended(s:link)
    if !has_key(s:waiting, a:id)
      return
    endif
  endfor
  call s:fail(a:id, {
        \ 'code': 0,
        \ 'message': 'no daemon answers at ' . quire#client#socket(),
        \ 'hint': 'start it with "quired", or set g:quire_socket'})
endfunction

function! s:notify(method, params) abort
  if !empty(s:link)
    call quire#transport#send(s:link,
          \ json_encode({'jsonrpc': '2.0', 'method': a:method, 'params': a:params}))
  endif
endfunction

function! s:line(text) abort
  try
    " A NUL has no place in Vim's strings; JSON writes it so.
    let message = json_decode(substitute(a:text, '\\u0000', '\\u0020', 'g'))
  catch
    return
  endtry
  if has_key(message, 'method')
    call s:tell(message.method, get(message, 'params', {}))
  elseif has_key(message, 'error')
    let error = {'code': message.error.code, 'message': message.error.message,
          \ 'hint': get(get(message.error, 'data', {}), 'hint', '')}
    " An error without an id tells of the connection, or of a request that could not be read.
    for id in type(message.id) == v:t_number ? [message.id] : keys(s:waiting)
      call s:fail(id, error)
    endfor
  elseif has_key(s:waiting, message.id)
    call s:take(message.id).Answered(message.result)
  endif
endfunction

function! s:tell(name, params) abort
  if has_key(s:listeners, a:name)
    call s:listeners[a:name](a:params)
  endif
endfunction

" Asks again what was not answered, once: the daemon may have been started anew.
function! s:ended(link) abort
  if a:link isnot s:link
    return
  endif
  let s:link = {}
  call s:tell('closed', {})
  for id in sort(keys(s:waiting), 'N')
    if !has_key(s:waiting, id) || s:waiting[id].sent == 0
      continue
    elseif s:waiting[id].sent == 1
      call s:send(id)
    else
      call s:fail(id, {'code': 0, 'message': 'the daemon has ended the connection',
            \ 'hint': '"quire status" and its log say more'})
    endif
  endfor
endfunction

" The connection is given up, so that the next request finds out anew.
function! s:timed_out(id, timer) abort
  let seconds = printf('%.1f', quire#setting('timeout') / 1000.0)
  let error = {'code': 0, 'message': 'the daemon does not answer (waited ' . seconds . ' s)',
        \ 'hint': 'it may be stopped or overloaded; see "quire status"'}
  if !empty(s:link)
    let link = s:link
    let s:link = {}
    call quire#transport#close(link)
    call s:tell('closed', {})
  endif
  for id in keys(s:waiting)
    call s:fail(id, error)
  endfor
endfunction

function! s:fail(id, error) abort
  if has_key(s:waiting, a:id)
    call s:take(a:id).Failed(a:error)
  endif
endfunction

function! s:take(id) abort
  let request = remove(s:waiting, a:id)
  call timer_stop(request.timer)
  return request
endfunction

function! s:lane(name) abort
  if !has_key(s:lanes, a:name)
    let s:lanes[a:name] = {'newest': 0, 'sent': [], 'next': []}
  endif
  return s:lanes[a:name]
endfunction

function! s:send_next(lane) abort
  call filter(a:lane.sent, {_, id -> has_key(s:waiting, id)})
  if !empty(a:lane.next) && len(a:lane.sent) < s:lane_width
    let next = a:lane.next
    let a:lane.next = []
    call add(a:lane.sent, call('quire#client#ask', next))
  endif
endfunction

function! s:of_lane(name, number, Callback, value) abort
  let lane = s:lane(a:name)
  if a:number == lane.newest
    call a:Callback(a:value)
  endif
  call s:send_next(lane)
endfunction

" Vim has no function for it.
function! s:user_id() abort
  let status = readfile('/proc/self/status')
  return matchstr(get(filter(status, {_, line -> line =~# '^Uid:'}), 0, ''), '\d\+')
endfunction
