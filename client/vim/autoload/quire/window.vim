" A window that lies over the others and takes no keys: a popup in Vim, a floating window in Neovim; and text
" with marks in it. This is the only file that knows how the editors differ in these.
"
" A row is {'text': ..., 'marks': [[byte, bytes, highlight group], ...]}.

" A frame of `width` by `height` columns and lines inside of its border, whose upper left corner is at
" `line` and `column` of the screen, from 1. Gives a handle for the functions below.
function! quire#window#open(line, column, width, height) abort
  let window = {'width': a:width, 'height': a:height}
  if has('nvim')
    let window.buffer = nvim_create_buf(v:false, v:true)
    let window.id = nvim_open_win(window.buffer, v:false, {
          \ 'relative': 'editor', 'row': a:line - 1, 'col': a:column - 1, 'width': a:width,
          \ 'height': a:height, 'style': 'minimal', 'border': 'single', 'focusable': v:false})
    call nvim_win_set_option(window.id, 'winhighlight', 'Normal:QuireNormal,FloatBorder:QuireBorder')
    call nvim_win_set_option(window.id, 'wrap', v:false)
    return window
  endif
  let window.id = popup_create('', {
        \ 'line': a:line, 'col': a:column, 'minwidth': a:width, 'maxwidth': a:width,
        \ 'minheight': a:height, 'maxheight': a:height, 'wrap': 0, 'scrollbar': 0, 'border': [],
        \ 'borderchars': ['─', '│', '─', '│', '┌', '┐', '┘', '└'],
        \ 'highlight': 'QuireNormal', 'borderhighlight': ['QuireBorder']})
  return window
endfunction

" Shows the rows; those that find no room are left out.
function! quire#window#draw(window, rows) abort
  let rows = a:rows[: a:window.height - 1]
  if has('nvim')
    call quire#window#fill(a:window.buffer, rows)
    return
  endif
  call popup_settext(a:window.id, map(copy(rows), {_, row -> {
        \ 'text': row.text,
        \ 'props': map(copy(row.marks), {_, mark -> {
        \   'col': mark[0] + 1, 'length': mark[1], 'type': s:property(mark[2])}})}}))
endfunction

" Makes the rows the text of a buffer, which may be in a window of any kind.
function! quire#window#fill(buffer, rows) abort
  let lines = map(copy(a:rows), {_, row -> row.text})
  if has('nvim')
    let marks = nvim_create_namespace('quire')
    call nvim_buf_clear_namespace(a:buffer, marks, 0, -1)
    call nvim_buf_set_lines(a:buffer, 0, -1, v:false, lines)
  else
    silent call deletebufline(a:buffer, 1, '$')
    call setbufline(a:buffer, 1, lines)
  endif
  for index in range(len(a:rows))
    for [byte, bytes, group] in a:rows[index].marks
      if has('nvim')
        call nvim_buf_add_highlight(a:buffer, marks, group, index, byte, byte + bytes)
      else
        call prop_add(index + 1, byte + 1, {'length': bytes, 'type': s:property(group), 'bufnr': a:buffer})
      endif
    endfor
  endfor
endfunction

function! quire#window#close(window) abort
  if has('nvim')
    call nvim_win_close(a:window.id, v:true)
    call nvim_buf_delete(a:window.buffer, {'force': v:true})
  else
    call popup_close(a:window.id)
  endif
endfunction

" Vim marks text by a property, which names the highlight group.
function! s:property(group) abort
  if empty(prop_type_get(a:group))
    call prop_type_add(a:group, {'highlight': a:group, 'combine': 1})
  endif
  return a:group
endfunction
