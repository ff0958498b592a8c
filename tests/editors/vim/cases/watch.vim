" :QuireWatch, on a daemon that says what this test wants.

function! s:requests(method) abort
  let lines = map(readfile($HOME . '/record'), {_, line -> json_decode(line)})
  return filter(lines, {_, request -> request.method ==# a:method})
endfunction

function! s:ask(method) abort
  call quire#client#ask(a:method, {}, {result -> 0}, {error -> 0})
endfunction

function! Test_watching() abort
  let g:quire_socket = $HOME . '/fake.sock'
  call system($FAKE_DAEMON . ' ' . g:quire_socket . ' ' . $HOME . '/record >/dev/null 2>&1 & echo $! >' . $HOME . '/fake.pid')
  call assert_true(Until({-> !empty(getftype(g:quire_socket))}))
  try
    QuireWatch comet tail
    call assert_true(Until({-> Said() =~# 'watching: comet tail'}))
    call s:an_arriving_article_is_told_and_listed()
    call s:an_article_that_has_changed_is_told_as_updated()
    call s:a_watch_that_lags_says_that_more_is_to_come()
    call s:a_flood_of_articles_is_told_in_few_messages()
    call s:a_lost_watch_is_asked_for_again_from_the_last_number()
    call s:typing_fast_leaves_at_most_four_searches_unanswered()
    call s:a_watch_is_ended()
  finally
    call system('kill ' . readfile($HOME . '/fake.pid')[0])
  endtry
endfunction

function! s:an_arriving_article_is_told_and_listed() abort
  call s:ask('sync')
  call assert_true(Until({-> Said() =~# 'It has arrived (comet tail)'}))
  call assert_equal({'title': 'QuireWatch comet tail', 'size': 1}, getqflist({'title': 0, 'size': 0}))
  call assert_equal('Gazette', quire#results#current().source)
  call s:ask('sync')
  call assert_true(Until({-> getqflist({'size': 0}).size == 2}))
endfunction

function! s:an_article_that_has_changed_is_told_as_updated() abort
  call s:ask('reindex')
  call assert_true(Until({-> Said() =~# 'updated: It has changed (comet tail)'}))
  call assert_equal('It has changed (updated)', getqflist()[2].text)
endfunction

function! s:a_watch_that_lags_says_that_more_is_to_come() abort
  call s:ask('audit')
  call assert_true(Until({-> Said() =~# 'more is to come (comet tail)'}))
endfunction

function! s:a_flood_of_articles_is_told_in_few_messages() abort
  let before = getqflist({'size': 0}).size
  messages clear
  for round in range(250)
    call s:ask('sync')
  endfor
  call assert_true(Until({-> getqflist({'size': 0}).size == before + 250}))
  call assert_match('\d\+ articles (comet tail)', Said())
  call assert_true(len(split(execute('messages'), "\n")) < 50)
endfunction

function! s:a_lost_watch_is_asked_for_again_from_the_last_number() abort
  call s:ask('shutdown')
  call assert_true(Until({-> len(s:requests('subscribe')) >= 2}))
  call assert_equal({'query': 'comet tail', 'since': 41}, s:requests('subscribe')[1].params)
endfunction

function! s:typing_fast_leaves_at_most_four_searches_unanswered() abort
  for text in split('a b c d e f g now')
    call quire#client#newest('typed', 'search', {'query': text, 'session': 'typed'}, {result -> 0}, {error -> 0})
  endfor
  let before = len(s:requests('sync'))
  call s:ask('sync')
  call assert_true(Until({-> len(s:requests('sync')) > before}))
  call assert_equal(['a', 'b', 'c', 'd'], map(s:requests('search'), {_, request -> request.params.query}))
endfunction

function! s:a_watch_is_ended() abort
  call assert_equal(['comet tail'], getcompletion('QuireUnwatch ', 'cmdline'))
  QuireUnwatch comet tail
  call assert_true(Until({-> !empty(s:requests('unsubscribe'))}))
  call assert_equal({'subscription': 7}, s:requests('unsubscribe')[0].params)
endfunction
