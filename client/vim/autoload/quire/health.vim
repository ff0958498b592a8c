" What is right and what is wrong with the plugin and the daemon, for :QuireHealth and :checkhealth quire.

" How long a check waits for the daemon.
let s:patience_ms = 2000

" A list of [level, sentence, advice]; the level is ok, info, warn or error.
function! quire#health#checks() abort
  let editor = has('nvim') ? 'Neovim' : 'Vim'
  let checks = [['ok', editor . ' has all that is needed', '']]
  if &encoding !=? 'utf-8'
    call add(checks, ['warn', "'encoding' is " . &encoding, 'set encoding=utf-8, or columns will be wrong'])
  endif
  call add(checks, ['info', 'the socket is ' . quire#client#socket(), ''])
  let answer = s:status()
  return checks + (has_key(answer, 'error') ? [['error', answer.error.message, answer.error.hint]]
        \ : s:of_daemon(answer))
endfunction

function! quire#health#show() abort
  for [level, sentence, advice] in quire#health#checks()
    execute 'echohl' {'ok': 'None', 'info': 'None', 'warn': 'WarningMsg', 'error': 'ErrorMsg'}[level]
    echomsg 'quire: ' . level . ': ' . sentence . (empty(advice) ? '' : ' (' . advice . ')')
  endfor
  echohl None
endfunction

function! s:of_daemon(status) abort
  let index = a:status.index
  let checks = [['ok', 'quired ' . a:status.version . ' answers, with ' . index.articles . ' articles', '']]
  if index.failed_files > 0
    call add(checks, ['warn', index.failed_files . ' files could not be read', 'see "quire status --failures"'])
  endif
  for problem in a:status.problems
    call add(checks, ['warn', type(problem) == v:t_dict ? get(problem, 'message', string(problem)) : problem,
          \ 'see "quire status"'])
  endfor
  return checks
endfunction

function! s:status() abort
  let answer = {'error': {'message': 'the daemon does not answer', 'hint': 'see "quire status"'}}
  let id = quire#client#ask('status', {}, {result -> s:replace(answer, result)},
        \ {error -> s:replace(answer, {'error': error})})
  if !quire#client#wait(id, s:patience_ms)
    call quire#client#cancel(id)
  endif
  return answer
endfunction

function! s:replace(answer, values) abort
  call filter(a:answer, 0)
  call extend(a:answer, a:values)
endfunction
