" :QuireLive: a prompt on the command line, and above it what is found as one types.
"
" The prompt is input(): it has the editor's own editing keys, paste, history and completion, and while it
" waits for a key the editor takes what the daemon sends.

let s:state = {}

let s:keys = {
      \ 'next': ['<Down>', '<C-n>'],
      \ 'previous': ['<Up>', '<C-p>'],
      \ 'edit': ['<CR>'],
      \ 'split': ['<C-x>'],
      \ 'vsplit': ['<C-v>'],
      \ 'tab': ['<C-t>'],
      \ 'quickfix': ['<C-q>'],
      \ 'cite': ['<C-y>']}

function! quire#live#start(query) abort
  let state = {'text': v:null, 'answered': v:null, 'result': {}, 'error': '', 'selected': 0, 'action': '',
        \ 'window': win_getid(), 'screen': {}, 'mapped': []}
  let s:state = state
  call quire#look#highlights()
  let state.screen = quire#look#open()
  call s:map_keys()
  augroup quire_live
    autocmd!
    autocmd CmdlineChanged @ call quire#live#changed(getcmdline())
    autocmd VimResized * call s:resized()
  augroup END
  try
    call quire#live#changed(a:query)
    call input('Quire: ', a:query, 'customlist,quire#complete#prompt')
  catch /^Vim:Interrupt$/
    let state.action = ''
  finally
    call s:end()
  endtry
  call s:act()
endfunction

" The text of the prompt is another.
function! quire#live#changed(text) abort
  if a:text ==# s:state.text
    return
  endif
  let s:state.text = a:text
  let room = quire#look#room(s:state.screen)
  call quire#client#newest('live', 'search', {
        \ 'query': a:text, 'typing': v:true, 'session': 'live', 'limit': quire#setting('limit'),
        \ 'sort': empty(trim(a:text)) ? 'newest' : 'relevance', 'snippet_chars': room,
        \ 'deadline_ms': quire#client#deadline()},
        \ function('s:answered', [s:state, a:text]), function('s:failed', [s:state]))
endfunction

" What a key of the prompt does: an action of s:keys.
function! quire#live#press(action) abort
  let found = len(get(s:state.result, 'hits', []))
  if a:action ==# 'next' || a:action ==# 'previous'
    let step = a:action ==# 'next' ? 1 : -1
    let s:state.selected = min([max([0, s:state.selected + step]), max([0, found - 1])])
    call s:draw()
  else
    let s:state.action = a:action
  endif
endfunction

" What the key of an action, named as in <Down>, stands for. While the editor shows completions, those that
" walk through them are its own.
function! quire#live#key(action, key) abort
  if wildmenumode() && a:action =~# '^\%(next\|previous\|cite\)$'
    return eval('"\' . a:key . '"')
  endif
  let command = "\<Cmd>call quire#live#press('" . a:action . "')\<CR>"
  return command . (a:action =~# '^\%(next\|previous\)$' ? '' : "\<CR>")
endfunction

function! s:answered(state, text, result) abort
  let a:state.result = a:result
  let a:state.answered = a:text
  let a:state.error = ''
  let a:state.selected = 0
  if !empty(a:state.screen)
    call s:draw()
  elseif win_getid() == a:state.window && mode() ==# 'n'
    call s:act()
  endif
endfunction

function! s:failed(state, error) abort
  let a:state.error = quire#message#of(a:error)
  if !empty(a:state.screen)
    call s:draw()
  elseif !empty(a:state.action)
    call quire#message#error(a:error)
  endif
endfunction

" The prompt has been left. A key that wants a hit waits for the answer to what was typed last.
function! s:act() abort
  let state = s:state
  redraw
  echo ''
  if state.action ==# 'quickfix'
    call quire#search(empty(trim(state.text)) ? '*' : state.text)
    let state.action = ''
  elseif !empty(state.action) && !empty(state.error)
    call quire#message#info(state.error)
  elseif !empty(state.action) && state.answered ==# state.text
    let hit = get(state.result.hits, state.selected, {})
    let action = state.action
    let state.action = ''
    if empty(hit)
      call quire#message#info('nothing found: ' . state.text)
    elseif action ==# 'cite'
      call quire#cite#put(hit)
    else
      call quire#results#open(hit, action)
    endif
  endif
endfunction

function! s:end() abort
  autocmd! quire_live
  for key in s:state.mapped
    execute 'cunmap <buffer>' key
  endfor
  call quire#look#close(s:state.screen)
  let s:state.screen = {}
  if empty(s:state.action) || s:state.answered ==# s:state.text
    call quire#client#forget('live')
  endif
endfunction

function! s:map_keys() abort
  for [action, keys] in items(extend(copy(s:keys), quire#setting('live_keys')))
    for key in keys
      let name = substitute(key, '<', '<lt>', 'g')
      execute printf('cnoremap <buffer> <expr> %s quire#live#key(%s, %s)', key, string(action), string(name))
      call add(s:state.mapped, key)
    endfor
  endfor
endfunction

function! s:resized() abort
  call quire#look#close(s:state.screen)
  let s:state.screen = quire#look#open()
  call s:draw()
endfunction

function! s:draw() abort
  call quire#look#draw(s:state.screen, s:state)
  redraw
endfunction
