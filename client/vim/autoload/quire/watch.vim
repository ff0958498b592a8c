" :QuireWatch: articles that match a query are told as they arrive, and gathered in a quickfix list.
"
" A watch outlives the connection: it is asked for again, from the last number it has heard of.

let s:watches = {}
let s:timer = -1
let s:pause_ms = 1000
let s:longest_pause_ms = 30000
let s:pause = s:pause_ms
let s:gather_ms = 100
let s:shown_at_once = 100
let s:showing = -1

function! quire#watch#start(query) abort
  if has_key(s:watches, a:query)
    call quire#message#info('watched already: ' . a:query)
    return
  endif
  call quire#client#listen('match', function('s:arrived'))
  call quire#client#listen('lagged', function('s:lagged'))
  call quire#client#listen('closed', {_ -> s:retry_later()})
  let s:watches[a:query] = {'query': a:query, 'subscription': v:null, 'seq': v:null, 'hits': [],
        \ 'unshown': [], 'list': 0}
  call s:subscribe(s:watches[a:query], 1)
endfunction

" Ends the watch of a query; without one all of them.
function! quire#watch#stop(query) abort
  if !empty(a:query) && !has_key(s:watches, a:query)
    call quire#message#error({'message': 'not watched: ' . a:query, 'hint': ':QuireUnwatch <Tab> names what is'})
    return
  endif
  for query in empty(a:query) ? keys(s:watches) : [a:query]
    let watch = remove(s:watches, query)
    if watch.subscription isnot v:null
      call quire#client#ask('unsubscribe', {'subscription': watch.subscription}, {result -> 0}, {error -> 0})
    endif
  endfor
  call quire#message#info('watched: ' . (empty(s:watches) ? 'nothing' : join(sort(keys(s:watches)), '; ')))
endfunction

function! quire#watch#complete(lead, line, position) abort
  let typed = matchstr(strpart(a:line, 0, a:position), '\<Quire\a*\s\+\zs.*$')
  let kept = strlen(typed) - strlen(a:lead)
  let found = filter(sort(keys(s:watches)), {_, query -> stridx(query, typed) == 0})
  return map(found, {_, query -> strpart(query, kept)})
endfunction

function! s:subscribe(watch, tell) abort
  let params = {'query': a:watch.query}
  if a:watch.seq isnot v:null
    let params.since = a:watch.seq
  endif
  call quire#client#ask('subscribe', params, function('s:subscribed', [a:watch, a:tell]),
        \ function('s:failed', [a:watch, a:tell]))
endfunction

function! s:subscribed(watch, tell, result) abort
  let a:watch.subscription = a:result.subscription
  let a:watch.seq = a:watch.seq is v:null ? a:result.seq : a:watch.seq
  let s:pause = s:pause_ms
  if a:tell
    call quire#message#info('watching: ' . a:watch.query)
  endif
endfunction

" What only the connection is to blame for is tried again; a query that is refused stays so.
function! s:failed(watch, tell, error) abort
  if a:error.code == 0 && !a:tell
    call s:retry_later()
    return
  endif
  call filter(s:watches, {_, watch -> watch isnot a:watch})
  call quire#message#error(a:error)
endfunction

function! s:retry_later() abort
  for watch in values(s:watches)
    let watch.subscription = v:null
  endfor
  if s:timer < 0 && !empty(s:watches)
    let s:timer = timer_start(s:pause, function('s:retry'))
    let s:pause = min([2 * s:pause, s:longest_pause_ms])
  endif
endfunction

function! s:retry(timer) abort
  let s:timer = -1
  for watch in values(s:watches)
    if watch.subscription is v:null
      call s:subscribe(watch, 0)
    endif
  endfor
endfunction

function! s:arrived(params) abort
  let hit = get(a:params, 'updated', 0) ? extend(a:params.hit, {'again': 1}) : a:params.hit
  for watch in s:told(a:params)
    let watch.seq = a:params.seq
    call add(watch.unshown, hit)
  endfor
  call s:show_soon()
endfunction

" What arrives is gathered for a moment, and shown a part at a time, so that a flood of it holds nobody up.
function! s:show_soon() abort
  if s:showing < 0 && !empty(filter(values(s:watches), {_, watch -> !empty(watch.unshown)}))
    let s:showing = timer_start(s:gather_ms, function('s:show'))
  endif
endfunction

function! s:show(timer) abort
  let s:showing = -1
  for watch in values(s:watches)
    let hits = watch.unshown[: s:shown_at_once - 1]
    if !empty(hits)
      let watch.unshown = watch.unshown[len(hits) :]
      call extend(watch.hits, hits)
      call s:list(watch, hits)
      let news = len(hits) > 1 ? len(hits) . ' articles'
            \ : (has_key(hits[0], 'again') ? 'updated: ' : '') . quire#hits#plain(hits[0].title)
      call quire#message#info(news . ' (' . watch.query . ')')
    endif
  endfor
  call s:show_soon()
endfunction

" More has arrived than we have read. The daemon goes on by itself when that is done.
function! s:lagged(params) abort
  for watch in s:told(a:params)
    call quire#message#info('much arrives at once, and more is to come (' . watch.query . ')')
  endfor
endfunction

" The watches that a notification is for.
function! s:told(params) abort
  return filter(values(s:watches), {_, watch -> watch.subscription ==# a:params.subscription})
endfunction

" Behind the watch's list, which stays the current one or not; a new one when the editor has dropped it.
function! s:list(watch, hits) abort
  let what = {'title': 'QuireWatch ' . a:watch.query, 'context': {'quire': a:watch.hits},
        \ 'quickfixtextfunc': 'quire#results#lines'}
  if a:watch.list > 0 && getqflist({'id': a:watch.list}).id == a:watch.list
    call setqflist([], 'a', {'id': a:watch.list, 'items': quire#hits#items(a:hits), 'context': what.context})
    return
  endif
  call setqflist([], ' ', extend(what, {'items': quire#hits#items(a:watch.hits)}))
  let a:watch.list = getqflist({'id': 0}).id
endfunction
