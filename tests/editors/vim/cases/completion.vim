" Completion of queries on the command line and in the prompt.

function! s:completed(typed) abort
  return getcompletion(a:typed, 'cmdline')
endfunction

function! Test_words_are_completed() abort
  call assert_equal(['harbour'], s:completed('Quire comet harb'))
endfunction

function! Test_names_of_fields_are_completed() abort
  call assert_equal('place:', s:completed('Quire pla')[0])
endfunction

function! Test_values_of_fields_are_completed_and_quoted() abort
  call assert_equal(['place:"Mount Esker"'], s:completed('Quire comet place:esk'))
endfunction

function! Test_a_quoted_value_is_completed_in_its_second_word() abort
  call assert_equal(['Esker"'], s:completed('Quire place:"mount es'))
endfunction

function! Test_signs_before_a_word_stay() abort
  call assert_equal(['-harbour'], s:completed('Quire -harb'))
endfunction

function! Test_days_are_completed() abort
  call assert_equal(['date:yesterday'], s:completed('Quire date:ye'))
endfunction

function! Test_the_prompt_completes_the_whole_line() abort
  let line = 'comet place:esk'
  call assert_equal(['comet place:"Mount Esker"'], quire#complete#prompt(line, line, strlen(line)))
endfunction
