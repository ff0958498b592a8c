" A daemon that is away, comes again, or does not answer.

function! s:signal(name) abort
  call system('kill -' . a:name . ' ' . $DAEMON)
endfunction

function! Test_1_without_a_daemon_it_is_said_what_to_do() abort
  let g:quire_socket = $HOME . '/none.sock'
  Quire comet
  unlet g:quire_socket
  call assert_match('no daemon answers at .*none.sock (start it with "quired", or set g:quire_socket)', Said())
endfunction

function! Test_2_the_health_report_has_the_daemon_and_its_articles() abort
  QuireHealth
  call assert_match('quired [0-9.]* answers, with \d\+ articles', Said())
endfunction

" The loop stands for somebody who types: none of its rounds may wait for the daemon.
function! Test_3_a_stopped_daemon_does_not_hold_the_editor_up() abort
  let g:quire_timeout = 400
  call ListOf('Quire comet')
  call s:signal('STOP')
  let began = reltime()
  for round in range(20)
    Quire comet
  endfor
  call assert_true(reltimefloat(reltime(began)) < 0.2)
  call assert_true(Until({-> Said() =~# 'the daemon does not answer (waited 0.4 s)'}))
  call s:signal('CONT')
  unlet g:quire_timeout
  call assert_true(len(ListOf('Quire comet')) > 0)
endfunction

function! Test_4_completion_does_not_wait_long_for_a_stopped_daemon() abort
  call s:signal('STOP')
  let began = reltime()
  call assert_equal([], getcompletion('Quire harb', 'cmdline'))
  call assert_true(reltimefloat(reltime(began)) < 0.8)
  call s:signal('CONT')
endfunction

function! Test_5_of_searches_that_are_typed_only_the_newest_is_answered() abort
  let answers = []
  for text in ['c', 'co', 'com', 'come', 'comet', 'comet ', 'comet v', 'comet va', 'comet var']
    call quire#client#newest('typed', 'search', {'query': text, 'typing': v:true, 'session': 'typed'},
          \ {result -> add(answers, text)}, {error -> add(answers, error)})
  endfor
  call assert_true(Until({-> !empty(answers)}))
  call assert_equal(['comet var'], answers)
endfunction

function! Test_6_a_daemon_that_was_started_anew_is_found() abort
  call s:signal('KILL')
  call assert_true(Until({-> s:is_away()}))
  call system($QUIRED . ' >' . $HOME . '/second.log 2>&1 & echo $! >' . $HOME . '/second.pid')
  try
    call assert_true(Until({-> s:is_there()}), join(readfile($HOME . '/second.log')))
    call assert_true(len(ListOf('Quire comet')) > 0)
  finally
    call system('kill ' . readfile($HOME . '/second.pid')[0])
  endtry
endfunction

function! s:is_away() abort
  return !empty(filter(quire#health#checks(), {_, check -> check[0] ==# 'error'}))
endfunction

function! s:is_there() abort
  return !s:is_away()
endfunction
