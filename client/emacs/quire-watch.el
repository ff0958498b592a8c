;;; quire-watch.el --- Articles as they arrive  -*- lexical-binding: t; -*-

;; SPDX-License-Identifier: GPL-2.0-or-later

;;; Commentary:

;; `quire-watch' subscribes to a query: each article that matches is told
;; when it arrives and stands first in a buffer of results.  A watch outlives
;; the connection: it is asked for again, from the last number it has heard.

;;; Code:

(require 'cl-lib)
(require 'seq)
(require 'quire-article)
(require 'quire-query)
(require 'quire-results)
(require 'quire-rpc)

(defconst quire-watch--most 500
  "How many articles a watch keeps; the oldest ones go.")

(defconst quire-watch--gather 0.1
  "Seconds for which articles are gathered before they are shown, at least.")

(defconst quire-watch--share 5
  "How many times as long as showing them takes articles are gathered, at least.
So that a flood of them leaves Emacs the time to do other things.")

(defvar quire-watch--pause 1
  "Seconds after which a lost connection is tried again; doubled each time.")

(defconst quire-watch--longest-pause 30
  "Seconds between two tries at most.")

(cl-defstruct quire-watch
  "A query that is watched."
  query
  subscription          ; the daemon's number for it on this connection, or nil
  seq                   ; the last number that was heard, or nil
  hits                  ; what has arrived, the newest first
  (unshown 0)           ; how many of them have not been told
  (cost 0)              ; the seconds that the last showing took
  timer)                ; of the next showing, or nil

(defvar quire-watch--all nil
  "What is watched.")

(defvar quire-watch--retry nil
  "The timer of the next try to subscribe again, or nil.")

(defvar quire-watch--tries 0
  "How many tries in a row have failed.")

(defun quire-watch--find (query)
  "Return the watch of QUERY, or nil."
  (seq-find (lambda (watch) (equal query (quire-watch-query watch))) quire-watch--all))

;;; Subscribing

(defun quire-watch--subscribe (watch)
  "Subscribe to WATCH, from where it is."
  (quire-rpc-request
   'subscribe (append (list :query (quire-watch-query watch))
                      (and (quire-watch-seq watch) (list :since (quire-watch-seq watch))))
   (lambda (answer failure)
     (cond ((not (memq watch quire-watch--all))
            (when answer (quire-watch--unsubscribe (plist-get answer :subscription))))
           (failure (quire-watch--failed watch failure))
           (t (setf (quire-watch-subscription watch) (plist-get answer :subscription))
              (unless (quire-watch-seq watch)
                (setf (quire-watch-seq watch) (plist-get answer :seq)))
              (setq quire-watch--tries 0))))))

(defun quire-watch--failed (watch failure)
  "Try WATCH again after FAILURE, unless the daemon has refused it."
  (if (memq (plist-get failure :code) '(absent silent))
      (quire-watch--retry-later)
    (setq quire-watch--all (delq watch quire-watch--all))
    (message "quire: %s" (quire-rpc-error-text failure))))

(defun quire-watch--retry-later ()
  "Subscribe again after a while to what has no subscription."
  (unless (or quire-watch--retry (null quire-watch--all))
    (setq quire-watch--retry
          (run-at-time (min quire-watch--longest-pause
                            (* quire-watch--pause (expt 2 (min 10 quire-watch--tries))))
                       nil #'quire-watch--try))
    (cl-incf quire-watch--tries)))

(defun quire-watch--try ()
  "Subscribe to what has no subscription."
  (setq quire-watch--retry nil)
  (dolist (watch quire-watch--all)
    (unless (quire-watch-subscription watch) (quire-watch--subscribe watch))))

(defun quire-watch--closed ()
  "Subscribe anew, since the connection with its subscriptions has ended."
  (dolist (watch quire-watch--all) (setf (quire-watch-subscription watch) nil))
  (quire-watch--retry-later))

(defun quire-watch--unsubscribe (subscription)
  "End SUBSCRIPTION, a number."
  (quire-rpc-request 'unsubscribe (list :subscription subscription) #'ignore))

;;; Arrivals

(defun quire-watch--told (method params)
  "Take the notification METHOD, with PARAMS, for the watch that it is about."
  (dolist (watch quire-watch--all)
    (when (eql (quire-watch-subscription watch) (plist-get params :subscription))
      (pcase method
        ('match (quire-watch--take watch (plist-get params :seq)
                                   (if (eq (plist-get params :updated) t)
                                       (append (plist-get params :hit) '(:again t))
                                     (plist-get params :hit))))
        ('lagged (message "Much arrives at once, and more is to come (%s)"
                          (quire-watch-query watch)))))))

(defun quire-watch--take (watch seq hit)
  "Let WATCH have HIT, of the number SEQ, in the place of an older version."
  (when (plist-get hit :again)
    (let ((id (plist-get hit :id)))
      (setf (quire-watch-hits watch)
            (cl-remove-if (lambda (other) (equal id (plist-get other :id)))
                          (quire-watch-hits watch)))))
  (push hit (quire-watch-hits watch))
  (setf (quire-watch-seq watch) seq)
  (cl-incf (quire-watch-unshown watch))
  (unless (quire-watch-timer watch)
    (setf (quire-watch-timer watch)
          (run-at-time (max quire-watch--gather (* quire-watch--share (quire-watch-cost watch)))
                       nil #'quire-watch--show watch))))

(define-derived-mode quire-watch-mode quire-results-mode "Quire-Watch"
  "Major mode for the articles that have arrived for a query, the newest first."
  (setq-local revert-buffer-function #'ignore))

(defun quire-watch--buffer (watch)
  "Return the buffer of WATCH."
  (let ((buffer (get-buffer-create (format "*quire watch: %s*" (quire-watch-query watch)))))
    (with-current-buffer buffer
      (unless (derived-mode-p 'quire-watch-mode) (quire-watch-mode))
      (setq quire-results--request
            (list :label (concat "Watching " (quire-watch-query watch)))))
    buffer))

(defun quire-watch--draw (watch)
  "Draw the buffer of WATCH and return it; point stays at its article."
  (with-current-buffer (quire-watch--buffer watch)
    (let ((id (plist-get (quire-results--hit-at-point) :id))
          (hits (seq-take (quire-watch-hits watch) quire-watch--most)))
      (setf (quire-watch-hits watch) hits)
      (setq quire-results--hits hits
            quire-results--answer (list :total (list :value (length hits) :exact t)))
      (quire-results--render)
      (quire-results--header)
      (quire-results--go-to-id id))
    (current-buffer)))

(defun quire-watch--show (watch)
  "Tell what has arrived for WATCH."
  (let ((count (quire-watch-unshown watch)) (began (float-time)))
    (setf (quire-watch-timer watch) nil
          (quire-watch-unshown watch) 0)
    (quire-watch--draw watch)
    (setf (quire-watch-cost watch) (- (float-time) began))
    (message "%s (%s)"
             (if (= count 1)
                 (let ((hit (car (quire-watch-hits watch))))
                   (concat (when (plist-get hit :again) "updated: ") (quire-hit-title hit)))
               (format "%d articles" count))
             (quire-watch-query watch))))

;;; Commands

;;;###autoload
(defun quire-watch (query)
  "Show articles that match QUERY as they arrive, until `quire-unwatch'."
  (interactive (list (quire-query-read "Watch: ")))
  (add-hook 'quire-rpc-notification-functions #'quire-watch--told)
  (add-hook 'quire-rpc-closed-hook #'quire-watch--closed)
  (let ((watch (or (quire-watch--find query) (make-quire-watch :query query))))
    (unless (memq watch quire-watch--all)
      (push watch quire-watch--all)
      (quire-watch--subscribe watch))
    (display-buffer (quire-watch--draw watch))))

;;;###autoload
(defun quire-unwatch (query)
  "Watch QUERY no longer; what has arrived stays in its buffer."
  (interactive (list (completing-read "Watch no longer: "
                                      (mapcar #'quire-watch-query quire-watch--all) nil t)))
  (let ((watch (or (quire-watch--find query) (user-error "%s is not watched" query))))
    (setq quire-watch--all (delq watch quire-watch--all))
    (when (and (quire-watch-subscription watch) (quire-rpc-connected-p))
      (quire-watch--unsubscribe (quire-watch-subscription watch)))))

(provide 'quire-watch)

;;; quire-watch.el ends here
